"""The report on links to other sites."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from content.admin_ui.parts import ReadOnlyAdmin
from content.richtext.link_checks import external_links
from content.richtext.models import LinkCheck


class BrokenFilter(admin.SimpleListFilter):
    """Narrow the list to the links that lead nowhere."""

    title = _("state")
    parameter_name = "broken"

    def lookups(self, request, model_admin):
        return [("yes", _("Broken")), ("soon", _("Failed once"))]

    def queryset(self, request, queryset):
        if self.value() == "yes":
            return queryset.filter(broken_since__isnull=False)
        if self.value() == "soon":
            return queryset.filter(broken_since__isnull=True, failures__gt=0)
        return queryset


@admin.register(LinkCheck)
class LinkCheckAdmin(ReadOnlyAdmin):
    """Where a link stands is looked up when the list is shown: texts change by day, links are asked at night."""

    list_display = ["link", "told", "broken_since", "stands_in", "checked_at"]
    list_display_links = None
    list_filter = [BrokenFilter]
    list_select_related = []
    search_fields = ["url"]
    ordering = ["-failures", "url"]

    class Media:
        css = {"all": ["css/admin/links.css"]}

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        places = external_links()
        for check in changelist.result_list:
            check.places = places.get(check.url, [])
        return changelist

    @admin.display(description=_("address"), ordering="url")
    def link(self, check):
        return format_html('<a href="{0}" rel="noopener noreferrer">{0}</a>', check.url)

    @admin.display(description=_("answer"))
    def told(self, check):
        return check.told

    @admin.display(description=_("where it stands"))
    def stands_in(self, check):
        """The objects whose forms are to be mended."""
        if not check.places:
            return _("Nowhere any more")
        return format_html_join(
            "", '<div><a href="{}">{}</a></div>', ((place.url, place.words) for place in check.places)
        )
