"""Keeping what an editor types until it is saved. Nothing else is touched by it: no object, no history, no address."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from content.autosave.models import EditSession

# What a form may hold, in bytes as it would be sent; the largest of the demonstration has a twentieth of it.
MOST_TYPED = 2 * 1024 * 1024


class TooMuchTyped(Exception):
    """More was typed than is kept."""


class NotTheirs(Exception):
    """The sitting is somebody else's, or at another form."""


@transaction.atomic
def record_session(key, *, user, model, object_id: str, version: int | None) -> EditSession:
    """Take down that `user` is at a form now, and return the sitting. Raises NotTheirs.

    object_id: empty for a new object; version: the newest line of its history when the form was opened.
    """
    kind = ContentType.objects.get_for_model(model)
    given = {"user": user, "content_type": kind, "object_id": object_id, "version": version}
    sitting, _is_new = EditSession.objects.get_or_create(pk=key, defaults=given)
    if (sitting.user_id, sitting.content_type_id, sitting.object_id) != (user.pk, kind.pk, object_id):
        raise NotTheirs
    if sitting.ended_at is None:
        sitting.seen_at = timezone.now()
        sitting.save(update_fields=["seen_at"])
    return sitting


def keep_typed(sitting: EditSession, typed: str, *, age: timedelta = timedelta(0)) -> bool:
    """Keep `typed`, the form URL-encoded; return whether it is news. Raises TooMuchTyped.

    age: how long ago it was typed, when a browser had no connection. What is older than what is kept already, or
    comes after the sitting has ended, is passed over.
    """
    if len(typed.encode()) > MOST_TYPED:
        raise TooMuchTyped
    moment = timezone.now() - age
    is_older = age and sitting.typed_at and sitting.typed_at > moment
    if sitting.ended_at or is_older or typed == sitting.typed:
        return False
    sitting.typed, sitting.typed_at = typed, moment
    sitting.save(update_fields=["typed", "typed_at"])
    return True


def end_session(key, *, user) -> None:
    """Forget what `user` typed at a sitting: it is saved, or given up. What comes later for it is passed over."""
    now = timezone.now()
    EditSession.objects.filter(pk=key, user=user).update(typed="", typed_at=None, seen_at=now, ended_at=now)
