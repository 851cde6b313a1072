from django.contrib import admin
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from content.editing.content_admin import ContentAdmin
from signups.models import JoinRules


@admin.register(JoinRules)
class JoinRulesAdmin(ContentAdmin):
    """One row, so no list: the menu leads straight to the form."""

    fieldsets = [
        (_("Until when can people join?"), {"fields": ["closes_at", "closed"]}),
        (_("What happens once somebody has joined?"), {"fields": ["what_next", "digest_to"]}),
        (_("How long do we keep what people told us?"), {"fields": ["inactive_months"]}),
    ]

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not JoinRules.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)
        if JoinRules.objects.exists():
            return redirect("admin:signups_joinrules_change", 1)
        return redirect("admin:signups_joinrules_add")

    def save_model(self, request, obj, form, change):
        obj.pk = 1
        super().save_model(request, obj, form, change)

    def response_post_save_add(self, request, obj):
        return redirect("admin:index")

    def response_post_save_change(self, request, obj):
        return redirect("admin:index")
