"""Drawing who joined, beside the list of stakeholders."""

from datetime import date, datetime, time, timedelta
from functools import partial

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from content.admin_ui.object_pages import list_page, page
from content.admin_ui.parts import Part
from events.models import Event
from signups.models import Stakeholder
from signups.reports.chart_svg import columns_of, rows_of, steps_of
from signups.reports.charts import ChartPeriod, by_interest, by_kind, joined_in, language_counts, per_week
from signups.reports.funnel import count_funnel

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
