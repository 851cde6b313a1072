"""The page “What is to be translated”."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from content.admin_ui.translation_status import MISSING, OUTDATED
from content.texts.languages import CODES
from content.translations.missing_translations import (
    WAITING,
    TranslationTally,
    UntranslatedObject,
    UntranslatedSegments,
    tallies_of,
    waiting_of,
)
from content.translations.staleness_notes import still_right
from content.translations.translatable_models import DRAFTS, LIVE, TranslatableModel, kinds_for
from content.workflow.models import Draft


def numbers_of(rows: Sequence[UntranslatedObject]) -> dict[tuple[TranslatableModel, Any], int]:
    """Return (kind, key) → the number of a part in its form, for the parts among `rows`; one query a kind of parts."""
    owners = defaultdict(set)
    for row in rows:
        if row.kind.owner:
            owners[row.kind].add(row.owner_key)
    return {(kind, key): number for kind, keys in owners.items() for key, number in _numbered(kind, keys)}


def _numbered(kind: TranslatableModel, owner_keys: set) -> list[tuple[Any, int]]:
    parts = kind.model._default_manager.filter(**{f"{kind.owner}__in": owner_keys})
    ordered = parts if parts.ordered else parts.order_by("pk")
    numbers: dict[Any, int] = defaultdict(int)
    found = []
    for key, owner in ordered.values_list("pk", kind.owner):
        found.append((key, numbers[owner]))
        numbers[owner] += 1
    return found


def input_anchor(row: UntranslatedObject, column: str, numbers: dict[tuple[TranslatableModel, Any], int]) -> str:
    """Return the id of the input for `column`; of a part whose number isn't known, that of all parts of its kind."""
    if not row.kind.owner:
        return f"id_{column}"
    number = numbers.get((row.kind, row.key))
    return f"{row.kind.relation}-group" if number is None else f"id_{row.kind.relation}-{number}-{column}"


PER_PAGE = 50
PLACES = {
    LIVE: pgettext_lazy("texts", "On the site"),
    DRAFTS: gettext_lazy("Drafts"),
    WAITING: gettext_lazy("Changes waiting"),
}
STATES = {MISSING: gettext_lazy("missing"), OUTDATED: gettext_lazy("outdated")}


def translation_urls(site: AdminSite) -> list:
    """Return the addresses of the report, for `site` to add to its own."""
    return [
        path("translations/", site.admin_view(lambda request: translation_report(request, site)), name="translations"),
        path("translations/right/", site.admin_view(lambda request: still_right(request, site)), name="still_right"),
    ]


class ReportFilter(NamedTuple):
    """What an editor wants to see: which place, languages and kinds."""

    place: str
    languages: list[str]
    kinds: list[TranslatableModel]

    @classmethod
    def by(cls, asked: QueryDict, kinds: list[TranslatableModel]) -> "ReportFilter":
        """Read it from the address; whatever it doesn't know means all."""
        place = asked.get("place", LIVE)
        languages = [code for code in CODES if code == asked.get("language")]
        chosen = [kind for kind in kinds if kind.label == asked.get("kind")]
        return cls(place if place in PLACES else LIVE, languages or CODES, chosen or kinds)


def translation_report(request, site: AdminSite):
    """Show what is to be translated, a page at a time; the number of queries depends on the number of kinds alone."""
    kinds = kinds_for(site, request)
    if not kinds:
        raise PermissionDenied
    wanted = ReportFilter.by(request.GET, kinds)
    tallies, waiting = tallies_of(wanted.kinds, wanted.languages), waiting_of(wanted.kinds, wanted.languages)
    rows = (
        waiting
        if wanted.place == WAITING
        else UntranslatedSegments([each for each in tallies if each.place == wanted.place])
    )
    paginator = Paginator(rows, PER_PAGE)  # type: ignore[arg-type]  # which asks for slices alone
    page = paginator.get_page(request.GET.get("page"))
    context = {
        **site.each_context(request),
        "title": _("What is to be translated"),
        "places": _places(request.GET, wanted, tallies, waiting),
        "wanted": wanted,
        "languages": settings.LANGUAGES,
        "kinds": kinds,
        "page": page,
        "groups": list(_groups(page, wanted.place, request)),
        "asked": request.GET.urlencode(),
        "pages": [(number, _address(request.GET, page=number)) for number in paginator.page_range],
    }
    return TemplateResponse(request, "admin/translations/report.html", context)


def _address(asked: QueryDict, **changes) -> str:
    """Return the query of the report with `changes`; another choice begins at its first page."""
    query = asked.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"


def _places(
    asked: QueryDict, wanted: ReportFilter, tallies: list[TranslationTally], waiting: list[UntranslatedObject]
) -> list[dict]:
    numbers = {
        place: {
            "number": sum(tally.number for tally in tallies if tally.place == place),
            MISSING: sum(tally.missing for tally in tallies if tally.place == place),
            OUTDATED: sum(tally.outdated for tally in tallies if tally.place == place),
        }
        for place in (LIVE, DRAFTS)
    }
    numbers[WAITING] = {
        "number": len(waiting),
        **{state: sum(any(gap.state == state for gap in row.gaps) for row in waiting) for state in STATES},
    }
    return [
        {"name": name, "address": _address(asked, place=place), "is_shown": place == wanted.place, **numbers[place]}
        for place, name in PLACES.items()
    ]


def _groups(page: Page, place: str, request) -> Iterator[dict]:
    """Yield the rows of a page by language and kind."""
    rows = list(page)
    numbers = {} if place == WAITING else numbers_of(rows)
    drafted = _drafted(rows) if place == LIVE else set()
    names = dict(settings.LANGUAGES)
    for (language, kind), group in groupby(rows, key=lambda row: (row.language, row.kind)):
        yield {
            "language": names[language],
            "kind": kind,
            "may_confirm": kind.admin.has_change_permission(request),
            "rows": [
                {"row": row, "has_draft": row.owner_key in drafted, "gaps": list(_linked(row, numbers))}
                for row in group
            ],
        }


def _linked(row: UntranslatedObject, numbers: dict) -> Iterator[tuple]:
    """Yield each gap with the words for its state and the address of its input."""
    for gap in row.gaps:
        yield gap, STATES[gap.state], row.kind.form_url(row.owner_key, input_anchor(row, gap.column, numbers))


def _drafted(rows: list[UntranslatedObject]) -> set[UUID]:
    """Return the keys of those objects whose changes wait: they may be translated in these already; one query."""
    keys = {row.owner_key for row in rows if isinstance(row.owner_key, UUID)}
    return set(Draft.objects.filter(object_id__in=keys).values_list("object_id", flat=True))
