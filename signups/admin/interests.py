"""The topics that people can choose to hear of."""

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from content.admin_ui.columns import languages_column
from content.admin_ui.ordering import OrderedAdmin
from content.editing.content_admin import ORDER, ContentAdmin
from signups.models import Interest


@admin.register(Interest)
class InterestAdmin(OrderedAdmin, ContentAdmin):
    list_display = ["__str__", "icon", "chosen", languages_column]
    list_select_related = []
    search_fields = ["label_nl", "label_en"]
    fieldsets = [(_("What can people be interested in?"), {"fields": ["label", "icon"]}), ORDER]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(chosen=Count("stakeholders"))

    @admin.display(description=_("chosen by"), ordering="chosen")
    def chosen(self, item):
        return item.chosen
