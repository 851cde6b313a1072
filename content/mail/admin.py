from django.contrib import admin

from content.desk.admin import ReadOnlyAdmin
from content.mail.models import OutboxMessage


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReadOnlyAdmin):
    list_display = ["subject", "recipient", "created_at", "sent_at", "tries", "given_up_at"]
    list_filter = ["created_at", "sent_at", "given_up_at"]
    list_select_related = []
    search_fields = ["subject", "recipient"]
    date_hierarchy = "created_at"
