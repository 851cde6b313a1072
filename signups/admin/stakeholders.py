"""Who joined, as the stakeholder officer sees them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.desk.columns import badge
from signups.admin.consent import ConsentInline
from signups.models import Stakeholder


@admin.register(Stakeholder)
class StakeholderAdmin(admin.ModelAdmin):
    """People join by the site's own form; here one finds them, and corrects what they ask to have corrected."""

    list_display = ["name", "organisation", "kind", "language", "state_shown", "created_at"]
    list_filter = ["state", "kind", "interests", "language", "created_at"]
    list_select_related = []
    list_per_page = 50
    search_fields = ["name", "email", "organisation", "message"]
    date_hierarchy = "created_at"
    view_on_site = False
    autocomplete_fields = ["interests"]
    readonly_fields = ["message", "state_shown", "seen_on", "created_at"]
    inlines = [ConsentInline]
    fieldsets = [
        (_("Who is it?"), {"fields": ["name", "email", "organisation", "kind", "language"]}),
        (_("What does this person want to hear of?"), {"fields": ["interests", "message"]}),
        (_("How did it come to us?"), {"fields": ["state_shown", "seen_on", "created_at"]}),
    ]

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("state"), ordering="state")
    def state_shown(self, item):
        return badge(item.state, item.get_state_display())
