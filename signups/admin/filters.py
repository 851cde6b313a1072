"""How the list of stakeholders is narrowed, and how to say so in words."""

from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from signups.models import Stakeholder

MOST_PAGES = 12


class SourceFilter(admin.SimpleListFilter):
    """The pages from which most people came to the form; any other can be asked for in the address."""

    title = gettext_lazy("page that led to the form")
    parameter_name = "page"

    def lookups(self, request, model_admin):
        counted = Stakeholder.objects.exclude(seen_on="").values_list("seen_on").annotate(people=Count("pk"))
        return [(path, path) for path, _people in counted.order_by("-people", "seen_on")[:MOST_PAGES]]

    def queryset(self, request, queryset):
        return queryset.filter(seen_on=self.value()) if self.value() else queryset


def describe_filters(changelist: ChangeList) -> str:
    """Say which rows a list shows, such as “State: Confirmed; Kind: Business”."""
    said = [_("search: %(words)s") % {"words": changelist.query}] if changelist.query else []
    known = {SEARCH_VAR, "o", "all", "_facets", "e", "p"}
    for spec in changelist.filter_specs:
        names = {str(name) for name in spec.expected_parameters()}
        if names & set(changelist.params):
            said.append(f"{spec.title}: {_chosen(spec, changelist, names)}")
        known |= names
    said += [f"{name}: {value}" for name, value in changelist.params.items() if name not in known]
    return "; ".join(said) or _("everybody")


def _chosen(spec, changelist: ChangeList, names: set[str]) -> str:
    chosen = [str(choice["display"]) for choice in spec.choices(changelist) if choice.get("selected")]
    # What no choice stands for, such as a period that came by a link.
    typed = [str(changelist.params[name]) for name in sorted(names & set(changelist.params))]
    return ", ".join(chosen or typed)
