"""Links to other sites: which there are, where they stand, and whether they still lead somewhere."""

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from html import unescape
from typing import NamedTuple

from django.apps import apps
from django.db import transaction
from django.db.models import Field, Model, URLField

from content.admin_ui.backlinks import LinkSource
from content.richtext.backlinks import column_label, owner_field, place_in
from content.richtext.http_probe import HostPace, ProbeAnswer, probe_url
from content.richtext.models import LinkCheck
from content.texts.fields import RichTextField
from content.texts.languages import CODES
from content.workflow.models import Publishable

AT_ONCE = 4
AGENT = "smartup link check"
# Columns that hold an address elsewhere, or a path of ours.
MIXED = {"pages.menuitem": ["path"]}

_EXTERNAL = re.compile(r'<a [^>]*?href="(https?://[^"]+)"', re.IGNORECASE)
_LONGEST = LinkCheck._meta.get_field("url").max_length or 0


class LinkCheckCount(NamedTuple):
    """How a night went: how many links there are, and how many of them are broken."""

    links: int
    broken: int


def external_links() -> dict[str, list[LinkSource]]:
    """Return address → where visitors meet it, of all that is live; one query for each kind of object."""
    found: dict[str, list[LinkSource]] = {}
    for model, fields in _columns().items():
        for row in _live(model):
            for field in fields:
                for url in _links_in(field, getattr(row, field.name) or ""):
                    places = found.setdefault(url, [])
                    place = place_in(row, column_label(field))
                    if place not in places:
                        places.append(place)
    return found


def check_links(*, agent: str = AGENT, pace: HostPace | None = None) -> LinkCheckCount:
    """Ask every link to another site whether it answers, and keep what each said. It takes minutes.

    When nothing at all answers, it is our own network that is down, and nothing is kept.
    """
    urls = [url for url in external_links() if len(url) <= _LONGEST]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = dict(
            zip(urls, threads.map(partial(probe_url, agent=agent, pace=pace or HostPace()), urls), strict=True)
        )
    if any(answer.status for answer in answers.values()) or not answers:
        _keep(answers)
    return LinkCheckCount(len(urls), LinkCheck.objects.broken().count())


@transaction.atomic
def _keep(answers: dict[str, ProbeAnswer]) -> None:
    LinkCheck.objects.exclude(url__in=answers).delete()
    known = LinkCheck.objects.in_bulk(list(answers), field_name="url")
    for url, answer in answers.items():
        check = known.get(url) or LinkCheck(url=url)
        check.note(answer)
        check.save()


@cache
def _columns() -> dict[type[Model], list[Field]]:
    """Return model → the columns in which links to other sites may stand."""
    found = {model: [field for field in model._meta.concrete_fields if _may_link(model, field)]
             for model in apps.get_models()}  # fmt: skip
    return {model: fields for model, fields in found.items() if fields}


def _may_link(model: type[Model], field: Field) -> bool:
    if hasattr(model, f"{field.name}_{CODES[0]}"):  # the untranslated column, which nobody reads
        return False
    return isinstance(field, RichTextField | URLField) or field.name in MIXED.get(model._meta.label_lower, [])


def _live(model: type[Model]) -> Iterable[Model]:
    owner = owner_field(model)
    if owner:
        shown = owner.related_model._default_manager.live()
        return model._base_manager.filter(**{f"{owner.name}__in": shown}).select_related(owner.name)
    return model.objects.live() if issubclass(model, Publishable) else model._base_manager.all()


def _links_in(field: Field, value: str) -> Iterator[str]:
    if isinstance(field, RichTextField):
        yield from map(_without_fragment, map(unescape, _EXTERNAL.findall(value)))
    elif value.startswith(("http://", "https://")):
        yield _without_fragment(value)


def _without_fragment(url: str) -> str:
    """What a site is asked for; the place on the page is the browser's."""
    return url.partition("#")[0]
