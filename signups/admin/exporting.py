"""The part of the list of stakeholders that takes people out of the site."""

from collections.abc import Iterator
from io import SEEK_END
from typing import IO

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from signups.admin.filters import words_of
from signups.exports import export, file_name
from signups.models import Export

TYPES = {
    Export.Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Export.Format.CSV: "text/csv; charset=utf-8",
    Export.Format.PRINT: "text/html; charset=utf-8",
}
_PIECE = 64 * 1024


class ExportingAdmin:
    """Part of an admin: the chosen rows, or all that the filter shows, as a file or as a list to print."""

    def has_export_permission(self, request) -> bool:
        return request.user.has_perm("signups.export_stakeholder")

    def get_urls(self):
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/", view, name="signups_stakeholder_export"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(
            request, {"may_export": self.has_export_permission(request), **(extra_context or {})}
        )

    def export_view(self, request):
        """Ask how to export what the filter in the address shows; a POST does it."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        try:
            shown = self.get_changelist_instance(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse("admin:signups_stakeholder_changelist") + "?e=1")
        if request.method == "POST" and request.POST.get("format") in Export.Format.values:
            return self._exported(request, shown.get_queryset(request), request.POST["format"], words_of(shown))
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Export stakeholders"),
            "opts": self.opts,
            "media": self.media,
            "number": shown.result_count,
            "selection": words_of(shown),
            "back": shown.get_query_string(),
        }
        return TemplateResponse(request, "admin/signups/stakeholder/export.html", context)

    @admin.action(description=_("Export to Excel (XLSX)"), permissions=["export"])
    def export_xlsx(self, request, queryset):
        return self._chosen(request, queryset, Export.Format.XLSX)

    @admin.action(description=_("Export as CSV"), permissions=["export"])
    def export_csv(self, request, queryset):
        return self._chosen(request, queryset, Export.Format.CSV)

    @admin.action(description=_("Make a list to print"), permissions=["export"])
    def print_list(self, request, queryset):
        return self._chosen(request, queryset, Export.Format.PRINT)

    def _chosen(self, request, queryset, form):
        """Export rows that were ticked one by one, or all that the list shows."""
        if request.POST.get("select_across") == "1":
            return self._exported(request, queryset, form, words_of(self.get_changelist_instance(request)))
        number = queryset.count()
        said = ngettext("%(count)d chosen person", "%(count)d chosen people", number) % {"count": number}
        return self._exported(request, queryset, form, said)

    def _exported(self, request, people, form, selection):
        file = export(people, form=form, selection=selection, by=request.user)
        headers = {"Content-Length": str(_length(file)), "Cache-Control": "private, no-store"}
        if form != Export.Format.PRINT:
            headers["Content-Disposition"] = f'attachment; filename="{file_name(form)}"'
        return StreamingHttpResponse(_pieces(file), content_type=TYPES[form], headers=headers)


def _length(file: IO[bytes]) -> int:
    length = file.seek(0, SEEK_END)
    file.seek(0)
    return length


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """Yield what is in `file`, and close it, also when whoever reads it goes away."""
    with file:
        while piece := file.read(_PIECE):
            yield piece
