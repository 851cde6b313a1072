"""Taking people out of the site, from the list of stakeholders."""

from collections.abc import Iterator
from io import SEEK_END
from typing import IO

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from content.admin_ui.object_pages import admin_url, list_page
from content.admin_ui.parts import Part
from signups.models import Export, Stakeholder
from signups.reports.exports import export_people, file_name

TYPES = {
    Export.Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Export.Format.CSV: "text/csv; charset=utf-8",
    Export.Format.PRINT: "text/html; charset=utf-8",
}
_PIECE = 64 * 1024


class Exports(Part):
    """The chosen rows, or all that the filter shows, as a file or as a list to print."""

    def urls(self, admin):
        return [self.page(admin, "export/", self.export_view, "export")]

    def list_context(self, admin, request):
        return {"may_export": admin.has_export_permission(request)}

    def actions(self):
        return [export_xlsx, export_csv, print_list]

    def export_view(self, admin, request):
        """Ask how to export what the filter in the address shows; a POST does it."""
        if not admin.has_export_permission(request):
            raise PermissionDenied
        try:
            shown = admin.get_changelist_instance(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(admin_url(Stakeholder, "changelist") + "?e=1")
        if request.method == "POST" and request.POST.get("format") in Export.Format.values:
            return _exported(request, shown.get_queryset(request), request.POST["format"], describe_filters(shown))
        return list_page(
            admin,
            request,
            "admin/signups/stakeholder/export.html",
            gettext("Export stakeholders"),
            number=shown.result_count,
            selection=describe_filters(shown),
            back=shown.get_query_string(),
        )


@admin.action(description=_("Export to Excel (XLSX)"), permissions=["export"])
def export_xlsx(modeladmin, request, queryset):
    """Export the chosen people as a sheet."""
    return _chosen(modeladmin, request, queryset, Export.Format.XLSX)


@admin.action(description=_("Export as CSV"), permissions=["export"])
def export_csv(modeladmin, request, queryset):
    """Export the chosen people as text."""
    return _chosen(modeladmin, request, queryset, Export.Format.CSV)


@admin.action(description=_("Make a list to print"), permissions=["export"])
def print_list(modeladmin, request, queryset):
    """Show the chosen people on a page for the printer."""
    return _chosen(modeladmin, request, queryset, Export.Format.PRINT)


def describe_filters(changelist: ChangeList) -> str:
    """Say which rows a list shows, such as “State: Confirmed; Kind: Business”."""
    said = [gettext("search: %(words)s") % {"words": changelist.query}] if changelist.query else []
    known = {SEARCH_VAR, "o", "all", "_facets", "e", "p"}
    for spec in changelist.filter_specs:
        names = {str(name) for name in spec.expected_parameters()}
        if names & set(changelist.params):
            chosen = [str(choice["display"]) for choice in spec.choices(changelist) if choice.get("selected")]
            # What no choice stands for, such as a period that came by a link.
            typed = [str(changelist.params[name]) for name in sorted(names & set(changelist.params))]
            said.append(f"{spec.title}: {', '.join(chosen or typed)}")
        known |= names
    said += [f"{name}: {value}" for name, value in changelist.params.items() if name not in known]
    return "; ".join(said) or gettext("everybody")


def _chosen(modeladmin, request, queryset, form):
    """Export rows that were ticked one by one, or all that the list shows."""
    if request.POST.get("select_across") == "1":
        return _exported(request, queryset, form, describe_filters(modeladmin.get_changelist_instance(request)))
    number = queryset.count()
    said = ngettext("%(count)d chosen person", "%(count)d chosen people", number) % {"count": number}
    return _exported(request, queryset, form, said)


def _exported(request, people, form, selection):
    file = export_people(people, form=form, selection=selection, by=request.user)
    length = file.seek(0, SEEK_END)
    file.seek(0)
    headers = {"Content-Length": str(length), "Cache-Control": "private, no-store"}
    if form != Export.Format.PRINT:
        headers["Content-Disposition"] = f'attachment; filename="{file_name(form)}"'
    return StreamingHttpResponse(_pieces(file), content_type=TYPES[form], headers=headers)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """Yield what is in `file`, and close it, also when whoever reads it goes away."""
    with file:
        while piece := file.read(_PIECE):
            yield piece
