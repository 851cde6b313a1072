"""What each text was translated from, and whether it has to be translated again; the rules are in staleness.py.

The ledger of an object is plain data, field → entry. It is part of what a draft holds, so the rows here speak of what
stands in the objects' own rows.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import router
from django.db.models import Model, Q
from django.db.models.deletion import Collector

from content.languages.models import Translation, source_key
from content.languages.staleness import Entries, after_change, confirm_entries, measure_staleness
from content.languages.translatable_fields import texts_of, told_fields
from content.texts.languages import CODES


def read_sources(item: Model) -> Entries:
    """Return what is remembered of the translations of `item`, as plain data; one query."""
    return contents_of([item])[item.pk]


def contents_of(items: Sequence[Model]) -> dict[Any, Entries]:
    """Return key → what is remembered of the translations, for objects of one model; one query for all."""
    found: dict[str, Entries] = {source_key(item.pk): {} for item in items}
    for row in Translation.objects.of(items).order_by("field") if items else ():
        found[row.object_key][row.field] = {
            "language": row.language,
            "source": row.source_text,
            "outdated": row.outdated,
        }
    return {item.pk: found[source_key(item.pk)] for item in items}


def write_sources(item: Model, content: Entries) -> None:
    """Let `content` be what is remembered of the translations of `item`, measured against its present texts."""
    put_each([(item, content)])


def put_each(pairs: Sequence[tuple[Model, Entries]]) -> None:
    """Do `write_sources` for several objects of one model; three queries for all."""
    remembered = contents_of([item for item, _content in pairs])
    _write(
        [(item, remembered[item.pk], measure_staleness(content, texts_of(type(item), item))) for item, content in pairs]
    )


def merge_sources(item: Model, before: Entries, after: Entries) -> None:
    """Do to the ledger of `item` what was done to it between `before` and `after`, and measure all of it anew."""
    present = read_sources(item)
    changed = {field for field in {*before, *after} if before.get(field) != after.get(field)}
    content = {field: entry for field, entry in present.items() if field not in changed}
    content |= {field: after[field] for field in changed if field in after}
    _write([(item, present, measure_staleness(content, texts_of(type(item), item)))])


def note_text_changes(item: Model, before: Model | None, minor: bool = False) -> None:
    """Remember what changed in the texts of `item` when it was saved.

    before: the object as it was, None for a new one. minor: the change leaves the translations right.
    """
    now = texts_of(type(item), item)
    then = texts_of(type(item), before) if before else {field: dict.fromkeys(CODES, "") for field in now}
    if now == then:
        return
    entries = read_sources(item)
    first = getattr(item, "original_language", None) or settings.LANGUAGE_CODE
    noted = {
        field: after_change(entries.get(field), then[field], texts, first=first, minor=minor)
        for field, texts in now.items()
    }
    _write([(item, entries, {field: entry for field, entry in noted.items() if entry})])


def confirm_translations(item: Model, fields: Collection[str]) -> None:
    """Remember that somebody read the translations of `fields` and found them right still."""
    entries = read_sources(item)
    _write([(item, entries, confirm_entries(entries, texts_of(type(item), item), fields))])


def forget_sources(item: Model) -> None:
    """Forget the translations of `item`, and of all that is deleted with it, which is yet to happen."""
    collector = Collector(using=router.db_for_write(type(item), instance=item))
    collector.collect([item])
    for model, found in collector.data.items():
        forget_keys(model, [each.pk for each in found])
    for rows in collector.fast_deletes:
        forget_keys(rows.model, list(rows.values_list("pk", flat=True)))


def forget_keys(model: type[Model], keys: Iterable[Any]) -> None:
    """Forget the translations of the objects of `model` with `keys`."""
    if keys and told_fields(model):
        kind = ContentType.objects.get_for_model(model)
        Translation.objects.filter(content_type=kind, object_key__in=[source_key(key) for key in keys]).delete()


def _write(changes: Iterable[tuple[Model, Entries, Entries]]) -> None:
    """Store what differs between the entries of each object, all of one model, as they were and as they are."""
    gone, kept = Q(), []
    for item, old, new in changes:
        own = {"content_type": ContentType.objects.get_for_model(item), "object_key": source_key(item.pk)}
        for field in old.keys() - new.keys():
            gone |= Q(**own, field=field)
        kept += [
            Translation(
                **own, field=field, language=entry["language"], source_text=entry["source"], outdated=entry["outdated"]
            )
            for field, entry in new.items()
            if old.get(field) != entry
        ]
    if gone:
        Translation.objects.filter(gone).delete()
    if kept:
        Translation.objects.bulk_create(
            kept,
            update_conflicts=True,
            unique_fields=["content_type", "object_key", "field"],
            update_fields=["language", "source_text", "outdated", "changed_at"],
        )
