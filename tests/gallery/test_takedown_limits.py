"""Who doesn't like an album can't hide it, and a flood of requests is undone by one click."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from content.mail.models import OutboxMessage
from content.visitors.throttling import sender_of
from gallery.models import Photo, RemovalRequest
from gallery.removal import takedown
from tests.factories import AlbumFactory, PhotoFactory, RemovalRequestFactory, SiteSettingsFactory
from tests.gallery.asking import ask, receipt_of, removal_form

pytestmark = pytest.mark.django_db


def album_of(count: int):
    """A public album of so many photos."""
    album = AlbumFactory(live=True)
    PhotoFactory.create_batch(count, album=album)
    return album


def hidden() -> int:
    return Photo.objects.filter(state=Photo.State.WITHDRAWN).count()


def reasons() -> list[str]:
    return list(RemovalRequest.objects.order_by("created_at").values_list("waits_because", flat=True))


def test_one_sender_hides_five_photos_a_day_and_the_rest_wait(visitor):
    albums = [album_of(3) for _album in range(4)]
    photos = [photo for album in albums for photo in album.photos.all()[:2]]
    requests = [ask(visitor, photo) for photo in photos]
    assert (hidden(), reasons()) == (5, [""] * 5 + ["sender"] * 3)
    assert "Your request is recorded" in visitor.get(receipt_of(requests[-1])).content.decode()


def test_the_next_day_is_another_day(visitor):
    for photo in [photo for _album in range(5) for photo in album_of(1).photos.all()]:
        ask(visitor, photo)
    RemovalRequest.objects.update(created_at=timezone.now() - timedelta(days=1, minutes=1))
    ask(visitor, album_of(1).photos.get())
    assert hidden() == 6


@pytest.mark.parametrize(("size", "most"), [(12, 3), (50, 5)])
def test_many_senders_hide_a_tenth_of_an_album_a_day(visitor, size, most):
    for number, photo in enumerate(list(album_of(size).photos.all()[: most + 3])):
        ask(visitor, photo, sender=f"192.0.2.{number}")
    assert (hidden(), reasons()) == (most, [""] * most + ["album"] * 3)


@pytest.mark.parametrize(("size", "most"), [(1, 1), (2, 1), (3, 2), (4, 3)])
def test_an_album_keeps_a_photo_if_it_had_several(visitor, size, most):
    for photo in album_of(size).photos.all():
        ask(visitor, photo)
    assert (hidden(), reasons()) == (most, [""] * most + ["album"] * (size - most))


def test_photos_that_nobody_sees_do_not_count_as_what_is_left(visitor):
    first, second, *others = album_of(12).photos.all()
    Photo.objects.filter(pk__in=[photo.pk for photo in others]).update(state=Photo.State.WAITING)
    ask(visitor, first)
    ask(visitor, second)
    assert list(Photo.objects.visible()) == [second]


def test_a_photo_that_is_hidden_already_takes_nothing_from_what_others_may_hide(visitor):
    first, *others = album_of(12).photos.all()
    for number in range(4):
        ask(visitor, first, sender=f"192.0.2.{number}")
    ask(visitor, others[0], sender="192.0.2.9")
    assert hidden() == 2


def test_what_an_editor_has_decided_to_show_is_not_hidden_again_by_asking_again(visitor, editor):
    photo = album_of(1).photos.get()
    takedown.refuse_request(ask(visitor, photo), editor.user)
    ask(visitor, photo, sender="192.0.2.2")
    assert (hidden(), reasons()[-1]) == (0, "decided")


def test_who_asks_without_end_gets_the_page_for_that(visitor):
    photo = album_of(1).photos.get()
    ask(visitor, photo)
    mark = RemovalRequest.objects.get().sender
    RemovalRequestFactory.create_batch(59, photo=photo, sender=mark)
    response = visitor.post(removal_form(photo), REMOTE_ADDR="192.0.2.1")
    assert (response.status_code, RemovalRequest.objects.count()) == (429, 60)
    assert "A little slower, please" in response.content.decode()
    ask(visitor, photo, sender="192.0.2.2")


def test_a_flood_does_not_fill_the_editors_mailbox(visitor):
    SiteSettingsFactory(contact_email="editors@example.org")
    for number, photo in enumerate(album_of(14).photos.all()):
        ask(visitor, photo, sender=f"192.0.2.{number}")
    assert OutboxMessage.objects.filter(recipient="editors@example.org").count() == 10


def test_an_address_that_somebody_else_gave_gets_three_receipts_a_day(visitor):
    photo = album_of(1).photos.get()
    for number in range(6):
        ask(visitor, photo, sender=f"192.0.2.{number}", email="Anna@example.org" if number % 2 else "anna@example.org")
    assert OutboxMessage.objects.filter(recipient__iexact="anna@example.org").count() == 3
    RemovalRequest.objects.update(created_at=timezone.now() - timedelta(days=1, minutes=1))
    ask(visitor, photo, email="anna@example.org")
    assert OutboxMessage.objects.filter(recipient__iexact="anna@example.org").count() == 4


# --- One click -----------------------------------------------------------------------------------------------------------


def press(browser, request, name):
    return browser.post(reverse(f"admin:gallery_removalrequest_{name}", args=[request.pk]), follow=True)


def test_all_requests_of_a_sender_are_undone_at_once(visitor, editor):
    photos = [photo for _album in range(4) for photo in album_of(2).photos.all()]
    requests = [ask(visitor, photo, email="troll@example.org") for photo in photos]
    innocent = ask(visitor, album_of(1).photos.get(), sender="192.0.2.2")
    letters = OutboxMessage.objects.count()
    press(editor, requests[0], "undo_sender")
    assert hidden() == 1
    assert {RemovalRequest.objects.get(pk=request.pk).state for request in requests} == {"undone"}
    assert RemovalRequest.objects.get(pk=innocent.pk).state == "open"
    assert OutboxMessage.objects.count() == letters + 1
    assert RemovalRequest.objects.get(pk=requests[0].pk).steps.last().author == editor.user


def test_all_requests_of_the_last_day_about_an_album_are_undone_at_once(visitor, editor):
    album = album_of(12)
    requests = [ask(visitor, photo, sender=f"192.0.2.{n}") for n, photo in enumerate(album.photos.all()[:6])]
    earlier = RemovalRequestFactory(photo=album.photos.last())
    RemovalRequest.objects.filter(pk=earlier.pk).update(created_at=timezone.now() - timedelta(days=2))
    press(editor, requests[0], "undo_album")
    assert hidden() == 0
    assert list(RemovalRequest.objects.filter(state="open").values_list("pk", flat=True)) == [earlier.pk]


@pytest.mark.parametrize("action", ["undo_of_senders", "undo_of_albums"])
def test_the_list_undoes_a_flood_too(visitor, editor, action):
    album = album_of(12)
    requests = [ask(visitor, photo) for photo in album.photos.all()[:6]]
    sent = {"action": action, "_selected_action": [requests[0].pk]}
    editor.post(reverse("admin:gallery_removalrequest_changelist"), sent)
    assert (hidden(), RemovalRequest.objects.filter(state="undone").count()) == (0, 6)


def test_what_was_decided_stays_decided_when_a_flood_is_undone(visitor, editor):
    first, second = (ask(visitor, photo) for photo in album_of(2).photos.all())
    takedown.grant_request(first, editor.user)
    press(editor, second, "undo_sender")
    assert hidden() == 1


def test_who_was_set_aside_with_a_flood_can_ask_again(visitor, editor):
    photo = album_of(1).photos.get()
    request = ask(visitor, photo)
    press(editor, request, "undo_sender")
    ask(visitor, photo, sender="192.0.2.2")
    assert hidden() == 1


# --- Who sends ---------------------------------------------------------------------------------------------------------------


def mark(address="192.0.2.1", **headers) -> str:
    return sender_of(RequestFactory(headers=headers).get("/", REMOTE_ADDR=address))


def test_a_sender_is_known_by_a_mark_that_changes_each_day(monkeypatch):
    today = mark()
    assert today == mark() != mark("192.0.2.2")
    assert "192.0.2.1" not in today
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr("content.visitors.throttling.timezone.localdate", lambda: tomorrow)
    assert mark() != today


def test_a_household_with_the_newer_addresses_is_one_sender():
    assert mark("2001:db8:1:2::1") == mark("2001:db8:1:2:ffff::9") != mark("2001:db8:1:3::1")
    assert mark("::ffff:192.0.2.1") == mark("192.0.2.1")


def test_what_a_visitor_claims_of_the_address_counts_behind_a_proxy_alone(settings):
    claimed = {"x-forwarded-for": "203.0.113.7, 192.0.2.2"}
    assert mark(**claimed) == mark("192.0.2.1")
    settings.BEHIND_PROXY = True
    assert mark(**claimed) == mark("192.0.2.2")


def test_marks_are_forgotten_after_a_week(visitor):
    ask(visitor, album_of(1).photos.get())
    takedown.erase_due(timezone.now() + timedelta(days=6))
    assert RemovalRequest.objects.get().sender
    takedown.erase_due(timezone.now() + timedelta(days=7, minutes=1))
    assert not RemovalRequest.objects.get().sender
