"""“This is me”: photos that people on them ask to have taken down, and what an editor decides about that.

A picture is hidden, wherever it stands, as long as a request holds it: one that hid it at once, or one that was granted.
"""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from content.languages import translation_sources
from content.pages.models import SiteSettings
from content.texts.languages import language_columns, text_of
from content.visitors.throttling import TooManyRequests
from content.workflow.publishing import announce_change
from gallery.models import Album, Photo, RemovalRequest, RemovalStep, RemovedPicture
from gallery.photos.photo_log import forget_words
from gallery.removal.files import drop_sizes
from gallery.removal.mail import send_answer, send_receipt, tell_editors
from gallery.removal.models import RemovalRequestQuerySet

WITHIN = timedelta(days=1)
PHOTOS_OF_A_SENDER = 5
PHOTOS_OF_AN_ALBUM = 3
SHARE_OF_AN_ALBUM = 10  # one in so many, in an album so large that this is more
REQUESTS_IN_AN_HOUR = 60

Waits = RemovalRequest.Waits


def refuse_a_flood(sender: str) -> None:
    """Raise TooManyRequests when `sender` asked more often within an hour than somebody who looks at the photos can."""
    since = timezone.now() - timedelta(hours=1)
    if sender and RemovalRequest.objects.filter(sender=sender, created_at__gte=since).count() >= REQUESTS_IN_AN_HOUR:
        raise TooManyRequests


def why_it_waits(photo: Photo, sender: str) -> str:
    """Return why `photo` isn't hidden at once for `sender`: one of RemovalRequest.Waits, nothing when it is.

    A photo that is hidden already costs nobody anything, so each who asks then holds it as well.
    """
    if photo.state_before:
        return ""
    if SiteSettings.objects.filter(removal_waits=True).exists():
        return Waits.SETTING
    if RemovalRequest.objects.about(photo, photo.content_digest).filter(state=RemovalRequest.State.REFUSED).exists():
        return Waits.DECIDED
    if _hidden_today(sender=sender).count() >= PHOTOS_OF_A_SENDER:
        return Waits.SENDER
    if _has_lost_enough(photo):
        return Waits.ALBUM
    return ""


def _has_lost_enough(photo: Photo) -> bool:
    """Whether, without `photo` as well, its album would lack more than its share, or have nothing left of several."""
    album = Photo.objects.in_album(photo.album_id)
    others = _hidden_today(photo__album=photo.album_id).exclude(photo=photo).count()
    is_last = not album.filter(state=Photo.State.VISIBLE).exclude(pk=photo.pk).exists()
    return others >= max(PHOTOS_OF_AN_ALBUM, album.count() // SHARE_OF_AN_ALBUM) or (others > 0 and is_last)


def _hidden_today(**of):
    """Return the photos that requests hid within a day, those included that an editor has shown again since."""
    since = timezone.now() - WITHIN
    requests = RemovalRequest.objects.hiding().filter(created_at__gte=since, **of)
    return requests.order_by().values("photo").distinct()


Act = RemovalStep.Act
State = RemovalRequest.State

# Long enough to undo a flood; after that nobody needs to know which requests came from one place.
SENDERS_KEPT_FOR = timedelta(days=7)
# What people wrote, after the decision; that and how it was decided stays on record.
WORDS_KEPT_FOR = timedelta(days=365)


class RemovalNotPossible(Exception):
    """The request is in a state in which this can't be done to it any more."""


@transaction.atomic
def request_removal(*, photo: Photo, reason: str, email: str, sender: str, language: str) -> RemovalRequest:
    """Record that somebody asks to have `photo` taken down, hide it unless it waits for an editor, and send the receipt.

    sender: as `sender_of` gives it. Raises TooManyRequests.
    """
    refuse_a_flood(sender)
    album = Album.objects.select_for_update().get(pk=photo.album_id)  # so that two can't both be the last one allowed
    photo = Photo.objects.get(pk=photo.pk)
    request = RemovalRequest.objects.create(
        photo=photo,
        digest=photo.content_digest,
        album_title=text_of(album, "title").words,
        language=language,
        reason=reason,
        email=email,
        sender=sender,
        waits_because=why_it_waits(photo, sender),
    )
    request.steps.create(act=Act.HIDDEN if request.holds else Act.WAITS)
    _settle(request)
    send_receipt(request)
    tell_editors(request)
    return request


def recall_request(request: RemovalRequest) -> None:
    """Let whoever asked take an undecided request back. Raises RemovalNotPossible."""
    _decide(request, [State.OPEN], State.RECALLED, Act.RECALLED)


def grant_request(request: RemovalRequest, editor: Any, *, answer: str = "") -> None:
    """Keep the photo down: in 30 days its original is erased. Raises RemovalNotPossible."""
    _decide(request, [State.OPEN], State.GRANTED, Act.GRANTED, editor, answer)


def refuse_request(request: RemovalRequest, editor: Any, *, answer: str = "") -> None:
    """Let the photo be seen as before, unless another request holds it. Raises RemovalNotPossible."""
    _decide(request, [State.OPEN], State.REFUSED, Act.REFUSED, editor, answer)


def restore_photo(request: RemovalRequest, editor: Any, *, answer: str = "") -> None:
    """Undo that a request was granted, as long as the original is there. Raises RemovalNotPossible."""
    _decide(request, [State.GRANTED], State.REFUSED, Act.RESTORED, editor, answer)


@transaction.atomic
def undo_requests(requests: RemovalRequestQuerySet, editor: Any) -> int:
    """Set all undecided ones of `requests` aside and show their photos again; return how many these were.

    Each address is written to once, however often it was given.
    """
    undone = list(requests.open().select_for_update(of=("self",)).select_related("photo"))
    now = timezone.now()
    for request in undone:
        request.state, request.decided_by, request.decided_at = State.UNDONE, editor, now
    RemovalRequest.objects.bulk_update(undone, ["state", "decided_by", "decided_at"])
    RemovalStep.objects.bulk_create(RemovalStep(request=each, act=Act.UNDONE, author=editor) for each in undone)
    for request in {each.digest or each.photo_id: each for each in undone}.values():
        _settle(request)
    for request in {each.email: each for each in undone}.values():
        send_answer(request)
    return len(undone)


def same_sender(request: RemovalRequest):
    """Return the undecided requests that came from where `request` did, on the same day."""
    same = Q(sender=request.sender) if request.sender else Q(pk=request.pk)
    return RemovalRequest.objects.open().filter(same)


def same_album(request: RemovalRequest):
    """Return the undecided requests of the last day about photos of the same album."""
    return recent_of_albums([request.photo.album_id] if request.photo else [])


def recent_of_albums(albums):
    """Return the undecided requests of the last day about photos of `albums`, keys of them."""
    since = timezone.now() - timedelta(days=1)
    return RemovalRequest.objects.open().filter(photo__album__in=albums, created_at__gte=since)


def erase_due(now: datetime | None = None) -> int:
    """Erase whatever was granted 30 days before `now`; return how many requests that ends. For each night.

    What is kept of those who asked goes as well, when its time has come.
    """
    moment = now or timezone.now()
    due = list(RemovalRequest.objects.due(moment).select_related("photo"))
    for request in due:
        erase_originals(request)
    # Where requests came from is forgotten, and later also what they said and whom to answer.
    RemovalRequest.objects.exclude(sender="").filter(created_at__lte=moment - SENDERS_KEPT_FOR).update(sender="")
    decided = RemovalRequest.objects.filter(decided_at__lte=moment - WORDS_KEPT_FOR)
    decided.exclude(reason="", email="", answer="").update(reason="", email="", answer="")
    # What a crash between taking down and deleting left behind.
    drop_sizes(Photo.objects.filter(state=Photo.State.WITHDRAWN).exclude(digest="").iterator())
    return len(due)


@transaction.atomic
def erase_originals(request: RemovalRequest) -> None:
    """Delete the originals and all that is told of the picture; the rows stay, so that their addresses answer 410."""
    RemovalRequest.objects.filter(pk=request.pk).update(erased_at=timezone.now())
    request.steps.create(act=Act.ERASED)
    empty: dict[str, Any] = dict.fromkeys(
        ["original", "placeholder", "credit", "camera", "alt", *language_columns("alt")], ""
    )
    for photo in _photos_of(request).filter(content_digest=request.digest).exclude(original=""):
        transaction.on_commit(partial(_delete_files, photo, photo.original.storage, str(photo.original.name)))
        rows = Photo.objects.rewrite(False).filter(pk=photo.pk)  # each column by its own name
        # Nothing is left to describe.
        rows.update(**empty, width=0, height=0, taken_at=None, ready=False, decorative=True)
        translation_sources.forget_sources(photo)
        forget_words(photo)


def _delete_files(photo: Photo, storage, name: str) -> None:
    drop_sizes([photo])
    storage.delete(name)


@transaction.atomic
def _decide(request, before, after, act, editor=None, answer=""):
    """Bring `request` from one of the states `before` to `after`; what an `editor` decides is written to whoever asked."""
    current = RemovalRequest.objects.select_for_update().get(pk=request.pk)
    if current.state not in before or current.erased_at:
        raise RemovalNotPossible
    request.state, request.answer, request.decided_by, request.decided_at = after, answer, editor, timezone.now()
    request.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    request.steps.create(act=act, author=editor)
    _settle(request)
    if editor:
        send_answer(request)


def _photos_of(request: RemovalRequest):
    """Return the photo that `request` is about, and those of other albums that are the same picture."""
    same = Q(content_digest=request.digest) if request.digest else Q(pk__in=[])
    return Photo.objects.filter(Q(pk=request.photo_id) | same)


def _settle(request: RemovalRequest) -> None:
    """Let what the requests about one picture say be so: hidden or shown, and whether it may come in again."""
    about = RemovalRequest.objects.about(request.photo, request.digest)
    if about.holding().exists():
        photos = _photos_of(request).filter(state_before="")
        changes = [(photo, {"state": Photo.State.WITHDRAWN, "state_before": photo.state}) for photo in photos]
    else:
        photos = _photos_of(request).exclude(state_before="")
        changes = [(photo, {"state": photo.state_before, "state_before": ""}) for photo in photos]
    for photo, columns in changes:
        Photo.objects.filter(pk=photo.pk).update(**columns)
        announce_change(photo)
    if not request.digest:
        return
    # Whoever uploads the picture again is refused as long as any request may keep it away.
    first = about.pending().order_by("created_at").first()
    if first:
        known = {"asked_at": first.created_at, "album_title": first.album_title}
        RemovedPicture.objects.update_or_create(digest=request.digest, defaults=known)
    else:
        RemovedPicture.objects.filter(digest=request.digest).delete()
