"""The parts of the list of stakeholders that draw who joined, and take people out of the site."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from io import SEEK_END
from typing import IO

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from content.admin_ui.object_pages import admin_url, list_page, page
from content.admin_ui.parts import Part
from events.models import Event
from signups.models import Export, Stakeholder
from signups.reports.charts import (
    ChartPeriod,
    by_interest,
    by_kind,
    columns_of,
    joined_in,
    language_counts,
    per_week,
    rows_of,
    steps_of,
)
from signups.reports.exports import export_people, file_name
from signups.reports.funnel import count_funnel

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


FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(9999, 1, 1)


class PeriodForm(forms.Form):
    """Of which days and which event the charts are."""

    since = forms.DateField(
        label=_("joined from"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("up to and including"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    event: forms.ModelChoiceField = forms.ModelChoiceField(
        Event.objects.all(), label=_("event"), required=False, empty_label=_("All events")
    )

    def clean(self):
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            raise forms.ValidationError(_("The period ends before it begins."))


class Charts(Part):
    """The page “Who joined”."""

    def urls(self, admin):
        return [page(admin, "charts/", require_safe(partial(self.charts_view, admin)), "charts")]

    def charts_view(self, admin, request):
        """Draw whoever joined in a period, and how many got how far."""
        if not admin.has_view_permission(request):
            raise PermissionDenied
        form = PeriodForm(request.GET or None)
        wrong = form.is_bound and not form.is_valid()
        asked = ChartPeriod(**form.cleaned_data) if form.is_bound and not wrong else ChartPeriod()
        everybody = joined_in(asked)
        people = everybody.filter(state=Stakeholder.State.CONFIRMED)
        context = {
            "form": form,
            "number": people.count(),
            "pending": everybody.filter(state=Stakeholder.State.PENDING).count(),
            "funnel": _steps(asked),
            **_charts(people),
        }
        return list_page(admin, request, "admin/signups/stakeholder/charts.html", gettext("Who joined"), **context)


def _steps(asked: ChartPeriod) -> dict:
    """Return how many got how far on the way from the form to being registered, within the period, from the event."""
    since = day_start(asked.since or FIRST_DAY)
    # Nobody joined later than today, and no calendar ends with the day before the last.
    until = day_start(min(asked.until or LAST_DAY, timezone.localdate()) + timedelta(days=1))
    reached = count_funnel(since, until, asked.event)
    return {
        "event": asked.event,
        "drawn": steps_of(
            [
                (gettext("Sent the form"), reached.sent),
                (gettext("A mail to confirm left"), reached.mailed),
                (gettext("Confirmed"), reached.confirmed),
            ]
        ),
        "reached": reached,
    }


def day_start(day: date) -> datetime:
    """Return the moment at which `day` begins here; years before ours began are as good as the first."""
    return timezone.make_aware(datetime.combine(max(day, FIRST_DAY), time.min))


def _charts(people) -> dict:
    """Return what the template draws: the weeks, and the charts of lying bars with their names."""
    weeks = per_week(people)
    lying = [
        ("kind", gettext("By kind"), gettext("What people take part as"), by_kind(people)),
        ("interest", gettext("By interest"), gettext("Who chose several counts in each"), by_interest(people)),
        ("language", gettext("By language"), gettext("In which language people joined"), language_counts(people)),
    ]
    return {
        "weeks": weeks,
        "columns": columns_of(weeks),
        "busiest": max(weeks, key=lambda week: week.number, default=None),
        "charts": [
            {"key": key, "title": title, "note": note, "counted": counted, "drawn": rows_of(counted)}
            for key, title, note, counted in lying
        ],
    }
