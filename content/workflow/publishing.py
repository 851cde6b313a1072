"""The acts that change what the public sees, or will see; admin, commands and tasks all come by here.

Each act is one transaction: it is done as a whole, with its line in the history, or not at all.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, router, transaction
from django.db.models.deletion import Collector

from content.languages import translation_sources
from content.texts.languages import saving_language
from content.workflow.completeness import require_complete
from content.workflow.drafts import apply_changes, said_of_vanished
from content.workflow.models import Appointment, Draft, OfObject, Publishable, State, Version, Withdrawal
from content.workflow.redirects import remember_old_addresses
from content.workflow.signals import published
from content.workflow.snapshot import Content, assign_content, content_of, contents_differ, save_content
from content.workflow.trash_groups import note_for, went_with, why_not_taken_back
from content.workflow.versions import record_act

Act = Version.Act


def announce_change(item: Any) -> None:
    """Tell search and whoever else listens that `item` may look different, as soon as the change is committed."""
    transaction.on_commit(partial(published.send, sender=type(item), pk=item.pk))


def is_edited_in_place(item: Publishable) -> bool:
    """Whether a change to `item` may be saved in its own row: the public never saw it."""
    return item.published_at is None


@transaction.atomic
def save(item: Publishable, *, author=None, act: str = Act.SAVED) -> None:
    """Save `item`, which the public never saw, in place."""
    before = type(item)._base_manager.filter(pk=item.pk).first()
    with saving_language():
        item.save()
    translation_sources.note_text_changes(item, before)
    record_act(item, act, author=author)
    announce_change(item)


@transaction.atomic
def keep_draft(
    item: Publishable, content: Content, *, author=None, act: str = Act.DRAFTED, note: str = ""
) -> list[str]:
    """Keep `content` as the changes to `item` that wait for publication; the site stays as it is.

    What the public never saw is changed in place; returns what didn't fit there, in words. A content that changes
    nothing is no draft.
    """
    live, said = lock_item(item), []
    before = content_of(live)
    if is_edited_in_place(live):
        said = apply_changes(live, before, content)
        with saving_language():
            live.save()
        announce_change(live)
    elif contents_differ(before, content):
        Draft.objects.update_or_create(
            content_type=ContentType.objects.get_for_model(live),
            object_id=live.pk,
            defaults={"after": content, "title": str(item)[:300], "author": author},
            create_defaults={"before": before, "after": content, "title": str(item)[:300], "author": author},
        )
    else:
        Draft.objects.of(live).delete()
    record_act(live, act, author=author, content=content, note=note)
    return said


@transaction.atomic
def publish(item: Publishable, *, content: Content | None = None, author=None, note: str = "") -> Publishable:
    """Let the public see `item` with the changes that wait, or with `content`; return it as it is now.

    What the caller changed of `item` and didn't save has no say. Raises ValidationError with all that is missing or wrong; then nothing has changed.
    """
    live = lock_item(item)
    draft = Draft.objects.of(live).first()
    old = content_of(live)
    remembered = type(live)._base_manager.get(pk=live.pk)
    if content is not None:
        _apply(live, old, content)
    elif draft:
        _apply(live, draft.before, draft.after)
    live.publish()
    require_complete(live)
    with saving_language():
        remember_old_addresses(live, remembered)
        live.save()
    live.after_publishing()
    Draft.objects.of(live).delete()
    if not Appointment.objects.of(live).filter(act=Appointment.Act.WITHDRAW).exists():
        Withdrawal.objects.of(live).delete()  # what is told then was written when the withdrawal was planned
    Appointment.objects.of(live).filter(act=Appointment.Act.PUBLISH).delete()
    record_act(live, Act.PUBLISHED, author=author, note=note)
    announce_change(live)
    item.refresh_from_db()
    return live


@transaction.atomic
def withdraw(item: Publishable, *, author=None, reasons: dict[str, str] | None = None, leads_to: str = "") -> None:
    """Take `item` from the public.

    reasons: column → words for visitors (reason_nl, reason_en); leads_to: the address to send them to instead.
    """
    live = lock_item(item)
    live.withdraw()
    with saving_language():
        live.save()
    if reasons or leads_to:
        tell_visitors(live, reasons, leads_to)
    Appointment.objects.of(live).filter(act=Appointment.Act.WITHDRAW).delete()
    record_act(live, Act.WITHDRAWN, author=author)
    announce_change(live)
    item.refresh_from_db()


def tell_visitors(item: Publishable, reasons: dict[str, str] | None, leads_to: str) -> None:
    """Keep what visitors will be told, or where they will be led, once `item` is withdrawn."""
    with saving_language():
        Withdrawal.objects.update_or_create(
            content_type=ContentType.objects.get_for_model(item),
            object_id=item.pk,
            defaults={"leads_to": leads_to, **(reasons or {})},
        )


@transaction.atomic
def discard(item: Publishable, *, author=None) -> None:
    """Throw away the changes to `item` that wait; the history keeps them."""
    live = lock_item(item)
    Draft.objects.of(live).delete()
    record_act(live, Act.DISCARDED, author=author)


@transaction.atomic
def throw_away(item: Publishable, *, author=None) -> None:
    """Put `item` in the bin, and whatever can't be without it: an event's cases, say.

    Raises ProtectedError when something still needs it.
    """
    live = lock_item(item)
    for gone in gone_with(live):
        if gone.state == State.BINNED:
            continue
        gone.throw_away()
        with saving_language():
            gone.save()
        Appointment.objects.of(gone).delete()
        record_act(gone, Act.BINNED, author=author, note="" if gone.pk == live.pk else note_for(live))
        announce_change(gone)


@transaction.atomic
def take_back(item: Publishable, *, author=None) -> None:
    """Take `item` from the bin, with whatever went there together with it.

    Raises ValidationError when it isn't there any more, or what it belongs to is there as well.
    """
    live = lock_item(item)
    problem = why_not_taken_back(live)
    if problem:
        raise ValidationError(problem)
    together = [live, *went_with(live, gone_with(live))]
    for gone in together:
        gone.take_back()
        with saving_language():
            gone.save()
        record_act(gone, Act.TAKEN_BACK, author=author)
        announce_change(gone)


@transaction.atomic
def erase(item: Publishable) -> None:
    """Delete `item` for good, and announce it and whatever goes with it. Raises ProtectedError as long as it's needed."""
    for gone in gone_with(item):
        announce_change(gone)
        for model in OfObject.kinds():
            model.objects.of(gone).delete()
    translation_sources.forget_sources(item)
    item.delete()


@transaction.atomic
def restore(item: Publishable, version: Version, *, author=None) -> list[str]:
    """Make what `item` was at `version` its draft; return what doesn't fit any more, in words."""
    return keep_draft(item, version.content, author=author, act=Act.RESTORED, note=str(version.number))


def gone_with(item: Publishable) -> Iterator[Publishable]:
    """Yield `item` and everything that the public may see and that its deletion takes along: an event's cases, say."""
    collector = Collector(using=router.db_for_write(type(item), instance=item))
    collector.collect([item])
    for found in [*collector.data.values(), *collector.fast_deletes]:
        yield from (each for each in found if isinstance(each, Publishable))


def _apply(live: Publishable, before: Content, after: Content) -> None:
    """Put what `after` changes into the rows of `live`; raise ValidationError for what is taken or has vanished."""
    try:
        with transaction.atomic():
            vanished = save_content(live, before, after)
    except IntegrityError:
        live.refresh_from_db()
        assign_content(live, before, after)
        require_complete(live)  # says what is in the way
        raise
    if vanished:
        raise ValidationError(dict(said_of_vanished(live, vanished)))


def lock_item(item: Publishable) -> Publishable:
    """Return the row of `item` as it is now, which nobody else may change until the transaction ends."""
    return type(item)._base_manager.select_for_update().get(pk=item.pk)
