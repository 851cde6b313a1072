"""“This is me”: somebody asks, the photo is hidden, an editor decides."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from content.mail.models import OutboxMessage
from content.mail.site_url import site_address
from content.pictures.intake.originals import take_in
from content.pictures.models import Picture
from content.pictures.renditions import files
from content.pictures.renditions.files import make_missing
from content.pictures.renditions.render_worker import render_files
from content.pictures.renditions.tasks import make_renditions
from content.workflow import publishing
from gallery.models import Photo, RemovalRequest, RemovedPicture
from gallery.photos import bulk_edit
from gallery.photos.adding import add_photos
from gallery.photos.photo_log import log_changed
from gallery.removal import takedown
from tests.editing.forms import edit
from tests.factories import AlbumFactory, PhotoFactory, RemovalRequestFactory, SiteSettingsFactory
from tests.gallery.asking import ask, photo_of, picture, receipt_of, removal_form
from tests.people import browser_of
from tests.pictures.photos import upload

pytestmark = pytest.mark.django_db

State = RemovalRequest.State


def sizes_of(photo) -> list[str]:
    """Return the addresses of all sizes that storage has of a photo."""
    folder = f"renditions/{photo.digest[:2]}"
    names = default_storage.listdir(folder)[1] if default_storage.exists(folder) else []
    return [default_storage.url(f"{folder}/{name}") for name in names if name.startswith(photo.digest)]


def state_of(photo) -> str:
    return Photo.objects.values_list("state", flat=True).get(pk=photo.pk)


def statuses(browser, addresses) -> set[int]:
    """Return how `addresses` answer."""
    found = set()
    for address in addresses:
        response = browser.get(address)
        found.add(response.status_code)
        if response.streaming:
            list(response.streaming_content)  # to its end, which closes the file
    return found


# --- Asking ----------------------------------------------------------------------------------------------------


def test_the_page_of_a_photo_leads_to_the_form_which_shows_it(visitor, photo):
    page = visitor.get(f"/en/photos/{photo.pk}/").content.decode()
    assert f'href="{removal_form(photo)}"' in page
    form = visitor.get(removal_form(photo))
    assert photo.digest in form.content.decode()
    assert '<meta name="robots" content="noindex">' in form.content.decode()
    assert form.cookies == {}


def test_who_asks_gets_a_receipt_and_the_photo_is_hidden(visitor, photo, committed):
    with committed():
        request = ask(visitor, photo, reason="I was on sick leave", email="anna@example.org")
    assert state_of(photo) == Photo.State.WITHDRAWN
    assert (request.reason, request.email, request.language) == ("I was on sick leave", "anna@example.org", "en")
    receipt = visitor.get(receipt_of(request))
    assert "The photo is hidden" in receipt.content.decode()
    assert request.number in receipt.content.decode()
    assert (receipt["X-Robots-Tag"], receipt["Cache-Control"]) == ("noindex, nofollow, noarchive", "private, no-store")
    assert "192.0.2.1" not in str(RemovalRequest.objects.values().get())


def test_the_receipt_is_mailed_to_who_gave_an_address_and_the_editors_are_told(visitor, photo):
    SiteSettingsFactory(contact_email="editors@example.org")
    request = ask(visitor, photo, email="anna@example.org")
    letters = {letter.recipient: letter for letter in OutboxMessage.objects.all()}
    assert set(letters) == {"anna@example.org", "editors@example.org"}
    assert f"{site_address()}{receipt_of(request)}" in letters["anna@example.org"].text
    assert letters["anna@example.org"].language == "en"
    assert reverse("admin:gallery_removalrequest_change", args=[request.pk]) in letters["editors@example.org"].text


def test_no_letter_leads_to_where_the_sender_says_that_the_site_is(visitor, editor, photo):
    SiteSettingsFactory(contact_email="editors@example.org")
    visitor.post(removal_form(photo), {"email": "anna@example.org"}, HTTP_HOST="localhost:6666")
    act(editor, RemovalRequest.objects.get(), "grant", HTTP_HOST="localhost:6666")
    texts = [letter.text for letter in OutboxMessage.objects.all()]
    assert [(":6666" in text, site_address() in text) for text in texts] == [(False, True)] * 3


def test_nobody_needs_to_say_anything(visitor, photo):
    ask(visitor, photo)
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("is_late", [False, True])
def test_a_photo_taken_down_while_its_sizes_are_made_keeps_none(visitor, album, committed, monkeypatch, is_late):
    """Whether somebody asks before the first of them is there, or after the last."""
    photo = photo_of(picture("purple" if is_late else "olive"), album, make=False)  # none of its sizes is there yet

    def make_meanwhile(*order):
        if is_late:
            render_files(*order)
        with committed():
            ask(visitor, photo)
        if not is_late:
            render_files(*order)

    monkeypatch.setattr(files, "render_files", make_meanwhile)
    make_missing(Photo.objects.get(pk=photo.pk))
    photo.refresh_from_db()
    assert (photo.state, photo.ready, sizes_of(photo)) == (Photo.State.WITHDRAWN, False, [])


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"email": "anna"}, "This isn&#x27;t a complete e-mail address."),
        ({"homepage": "https://spam.example"}, "A field was filled in that people don"),
        ({"reason": "x" * 2001}, "This is longer than 2000 characters."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(visitor, photo, sent, said):
    response = visitor.post(removal_form(photo), {"reason": "I was on sick leave", **sent})
    page = response.content.decode()
    assert said in page and sent.get("reason", "I was on sick leave") in page
    assert not RemovalRequest.objects.exists()
    assert state_of(photo) == Photo.State.VISIBLE


def test_another_site_can_not_let_its_visitors_ask(visitor, photo):
    response = visitor.post(removal_form(photo), {}, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert not RemovalRequest.objects.exists()


def test_one_can_not_ask_about_what_nobody_sees(visitor, photo):
    withdrawn = PhotoFactory(album=photo.album, state=Photo.State.WITHDRAWN)
    assert visitor.get(removal_form(withdrawn)).status_code == 410
    assert visitor.post(removal_form(withdrawn)).status_code == 410
    assert visitor.get(removal_form(PhotoFactory())).status_code == 404
    assert visitor.post(removal_form(PhotoFactory(album=photo.album, state="waiting"))).status_code == 404


def test_the_photo_waits_for_an_editor_where_the_site_wants_that(visitor, photo):
    SiteSettingsFactory(removal_waits=True)
    request = ask(visitor, photo)
    assert state_of(photo) == Photo.State.VISIBLE
    assert "Until then the photo can be seen." in visitor.get(receipt_of(request)).content.decode()


def test_who_asked_takes_it_back(visitor, photo, committed):
    request = ask(visitor, photo)
    with committed():
        visitor.post(receipt_of(request))
    assert state_of(photo) == Photo.State.VISIBLE
    assert "You took your request back" in visitor.get(receipt_of(request)).content.decode()


def test_nobody_takes_back_what_was_decided(visitor, editor, photo):
    request = ask(visitor, photo)
    takedown.grant_request(request, editor.user)
    visitor.post(receipt_of(request))
    assert (state_of(photo), RemovalRequest.objects.get().state) == (Photo.State.WITHDRAWN, State.GRANTED)


def test_a_receipt_is_for_who_has_its_address(visitor, photo):
    ask(visitor, photo)
    assert visitor.get("/en/removal-requests/guessed/").status_code == 404


def test_two_who_ask_hold_the_photo_both(visitor, photo):
    first, second = ask(visitor, photo, sender="192.0.2.1"), ask(visitor, photo, sender="192.0.2.2")
    takedown.recall_request(first)
    assert state_of(photo) == Photo.State.WITHDRAWN
    takedown.recall_request(second)
    assert state_of(photo) == Photo.State.VISIBLE


# --- Gone, in each place -------------------------------------------------------------------------------------------


def test_the_photo_and_each_of_its_sizes_answer_410_from_then_on(visitor, photo, committed):
    page, sizes = f"/en/photos/{photo.pk}/", sizes_of(photo)
    assert statuses(visitor, [page, *sizes]) == {200} and len(sizes) > 2
    with committed():
        ask(visitor, photo)
    assert statuses(visitor, [page, *sizes]) == {410}
    assert sizes_of(photo) == []


def test_what_never_was_a_size_still_answers_404(visitor, photo, committed):
    with committed():
        ask(visitor, photo)
    assert visitor.get(f"/media/renditions/aa/{'a' * 64}-320.avif").status_code == 404


def test_a_page_that_shows_the_same_picture_keeps_its_files(visitor, photo, committed):
    shown = Picture(title="The round table", original=upload(picture()))
    take_in(shown)
    shown.save()
    make_missing(shown)
    with committed():
        ask(visitor, photo)
    assert shown.digest == photo.digest
    assert statuses(visitor, sizes_of(shown)) == {200}


def test_a_photo_that_an_editor_withdraws_leaves_no_size_either(editor, visitor, photo, committed, form_of):
    sizes = sizes_of(photo)
    with committed():
        edit(editor, form_of(photo), state="withdrawn")
    assert state_of(photo) == Photo.State.WITHDRAWN
    assert statuses(visitor, sizes) == {410}
    with committed():
        edit(editor, form_of(photo), state="visible")
    assert statuses(visitor, sizes) == {200}


def test_sizes_that_are_made_meanwhile_vanish_when_they_are_done(visitor, photo, committed):
    begun = Photo(**Photo.objects.values().get())
    with committed():
        ask(visitor, photo)
    with committed():
        make_missing(begun)
    assert sizes_of(photo) == []
    assert not Photo.objects.get().ready


def test_the_same_picture_in_another_album_is_hidden_with_it(visitor, photo, committed):
    twin = photo_of(picture(), AlbumFactory(live=True))
    waiting = photo_of(picture(), AlbumFactory(live=True), state=Photo.State.WAITING)
    request = ask(visitor, photo)
    assert {state_of(each) for each in (photo, twin, waiting)} == {Photo.State.WITHDRAWN}
    takedown.recall_request(request)
    assert [state_of(each) for each in (photo, twin, waiting)] == ["visible", "visible", "waiting"]


def test_an_album_that_is_published_again_leaves_the_photo_hidden(visitor, photo):
    ask(visitor, photo)
    publishing.publish(photo.album)
    assert state_of(photo) == Photo.State.WITHDRAWN


def test_no_other_door_shows_the_photo_again(visitor, photo, in_english):
    ask(visitor, photo)
    photo.refresh_from_db()
    photo.state = Photo.State.VISIBLE
    with pytest.raises(ValidationError, match="asked to have it taken down"):
        photo.full_clean()
    with pytest.raises(IntegrityError):
        Photo.objects.filter(pk=photo.pk).update(state=Photo.State.VISIBLE)


def test_an_editor_at_many_photos_shows_none_again_that_is_asked_away_meanwhile(visitor, editor, photo, monkeypatch):
    """The first of two is being saved when somebody asks for the second."""
    other = photo_of(picture("green"), photo.album, position=5)
    log, asked = bulk_edit.log_changed, []

    def log_slowly(*what):
        if not asked:
            asked.append(ask(visitor, other))
        log(*what)

    monkeypatch.setattr(bulk_edit, "log_changed", log_slowly)
    url = reverse("admin:gallery_album_photos", args=[photo.album_id])
    sent = {
        "chosen": [photo.pk, other.pk],
        "change-chosen": "1",
        "all-credit": "Marieke de Boer",
        "all-state": "visible",
    }
    page = editor.post(url, sent, follow=True, HTTP_ACCEPT_LANGUAGE="en")
    assert [state_of(each) for each in (photo, other)] == [Photo.State.VISIBLE, Photo.State.WITHDRAWN]
    assert any("asked to have it taken down" in str(message) for message in page.context["messages"])


def test_a_photo_that_is_deleted_while_others_are_changed_is_passed_over(editor, photo, monkeypatch):
    other = photo_of(picture("green"), photo.album, position=5)
    log = bulk_edit.log_changed

    def log_slowly(*what):
        other.delete()
        log(*what)

    monkeypatch.setattr(bulk_edit, "log_changed", log_slowly)
    url = reverse("admin:gallery_album_photos", args=[photo.album_id])
    editor.post(url, {"chosen": [photo.pk, other.pk], "change-chosen": "1", "all-credit": "Marieke de Boer"})
    assert list(Photo.objects.values_list("credit", flat=True)) == ["Marieke de Boer"]


def test_the_form_of_a_photo_shows_none_again_that_is_asked_away_meanwhile(
    visitor, editor, photo, form_of, monkeypatch
):
    clean = Photo.clean

    def ask_afterwards(self):
        clean(self)
        ask(visitor, photo)

    monkeypatch.setattr(Photo, "clean", ask_afterwards)
    edit(editor, form_of(photo), credit="Marieke de Boer")
    row = Photo.objects.get()
    assert (row.credit, row.state, row.state_before) == ("Marieke de Boer", "withdrawn", "visible")


@pytest.mark.parametrize(("who", "asked", "status"), [
    ("photo_editor", False, 200), ("photo_editor", True, 200), ("writer", False, 200), ("writer", True, 403),
    ("officer", True, 403),
])  # fmt: skip
def test_the_original_of_a_hidden_photo_is_for_who_may_change_it(visitor, photo, who, asked, status):
    """It tells where it was taken."""
    if asked:
        ask(visitor, photo)
    browser, original = browser_of(who), reverse("admin:gallery_photo_original", args=[photo.pk])
    response = browser.get(original)
    list(response)
    assert response.status_code == status
    form = browser.get(reverse("admin:gallery_photo_change", args=[photo.pk])).content.decode()
    assert (original in form) == (status == 200)


# --- Deleted, replaced, come back ------------------------------------------------------------------------------------


def test_a_photo_that_is_deleted_leaves_no_size(visitor, editor, photo, committed):
    sizes = sizes_of(photo)
    with committed():
        editor.post(reverse("admin:gallery_photo_delete", args=[photo.pk]), {"post": "yes"})
    assert not Photo.objects.exists()
    assert statuses(visitor, sizes) == {404}


def test_an_album_that_is_erased_leaves_no_size(visitor, photo, committed):
    sizes = sizes_of(photo)
    with committed():
        publishing.throw_away(photo.album)
        publishing.erase(photo.album)
    assert statuses(visitor, sizes) == {404}


def test_one_of_two_that_are_the_same_picture_leaves_the_other_its_sizes(visitor, photo, committed):
    twin = photo_of(picture(), AlbumFactory(live=True))
    with committed():
        photo.delete()
    assert statuses(visitor, sizes_of(twin)) == {200} and sizes_of(twin)


def test_a_picture_that_is_replaced_leaves_none_of_its_older_sizes(visitor, editor, form_of, committed):
    portrait = Picture(title="Anna", original=upload(picture()))
    take_in(portrait)
    portrait.save()
    make_missing(portrait)
    sizes = sizes_of(portrait)
    with committed():
        edit(editor, form_of(portrait), original=upload(picture("blue")))
    assert statuses(visitor, sizes) == {404}
    assert statuses(visitor, sizes_of(Picture.objects.get())) == {200}


@pytest.mark.parametrize("tries", [1, 5])
def test_a_photo_that_comes_back_gets_its_sizes_however_often_that_was_tried(visitor, album, committed, tries):
    photo = photo_of(picture("navy"), album, make=False)
    Photo.objects.update(tries=tries)
    with committed():
        request = ask(visitor, photo)
    with committed():
        takedown.recall_request(request)
    photo.refresh_from_db()
    assert photo.ready
    assert statuses(visitor, sizes_of(photo)) == {200}


def test_a_photo_that_was_gone_for_a_moment_while_its_sizes_were_made_gets_them_again(
    visitor, album, committed, monkeypatch
):
    photo = photo_of(picture("maroon"), album, make=False)

    def make_meanwhile(*order):
        render_files(*order)
        monkeypatch.undo()
        with committed():
            request = ask(visitor, photo)
        Photo.objects.update(tries=1)  # so that it isn't made at once: the worker is at it
        with committed():
            takedown.recall_request(request)

    monkeypatch.setattr(files, "render_files", make_meanwhile)
    with committed():
        make_renditions.func("gallery.photo", str(photo.pk))
    photo.refresh_from_db()
    assert photo.ready
    assert len(sizes_of(photo)) > 2


# --- The same picture again ----------------------------------------------------------------------------------------


def test_the_same_picture_is_refused_with_the_reason(visitor, photo, in_english):
    ask(visitor, photo)
    RemovedPicture.objects.update(asked_at="2027-06-03T12:00Z")
    count, refused = add_photos(AlbumFactory(), [upload(picture(), "me.jpg"), upload(picture("other"))])
    assert count == 1
    assert len(refused) == 1
    assert refused[0].endswith("Somebody in this photo asked for its removal on 3 June 2027.")


def test_it_is_welcome_again_once_the_request_is_refused(visitor, editor, photo):
    request = ask(visitor, photo)
    takedown.refuse_request(request, editor.user)
    assert not RemovedPicture.objects.exists()
    assert add_photos(AlbumFactory(), [upload(picture())])[0] == 1


def test_it_stays_refused_once_it_is_erased_and_the_photo_deleted(visitor, editor, photo):
    request = ask(visitor, photo)
    takedown.grant_request(request, editor.user)
    takedown.erase_due(timezone.now() + timedelta(days=31))
    photo.delete()
    assert add_photos(AlbumFactory(), [upload(picture())])[0] == 0
    assert RemovalRequest.objects.get().state == State.GRANTED


def test_it_is_refused_as_a_picture_for_other_pages_too(visitor, editor, photo, form_of):
    ask(visitor, photo)
    editor.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    page = edit(editor, form_of(Picture), title="Round table", original=upload(picture(), "me.jpg"))
    assert not Picture.objects.exists()
    [refused] = page.context["adminform"].form.non_field_errors()
    assert refused.startswith("me.jpg is not taken in. Somebody in this photo asked for its removal on ")


# --- Deciding --------------------------------------------------------------------------------------------------------


def test_a_refused_request_shows_the_photo_as_it_was(visitor, editor, photo, committed):
    with committed():
        request = ask(visitor, photo, email="anna@example.org")
    with committed():
        takedown.refuse_request(request, editor.user, answer="You gave us leave in writing.")
    assert statuses(visitor, [f"/en/photos/{photo.pk}/", *sizes_of(photo)]) == {200}
    assert len(sizes_of(photo)) > 2
    letter = OutboxMessage.objects.latest("created_at")
    assert letter.recipient == "anna@example.org" and "You gave us leave in writing." in letter.text
    receipt = visitor.get(receipt_of(request)).content.decode()
    assert "The photo is shown" in receipt and "You gave us leave in writing." in receipt


def test_what_was_granted_can_be_restored_for_thirty_days(visitor, editor, photo, committed):
    request = ask(visitor, photo)
    takedown.grant_request(request, editor.user)
    assert takedown.erase_due(timezone.now() + timedelta(days=29, hours=23)) == 0
    with committed():
        takedown.restore_photo(request, editor.user)
    assert state_of(photo) == Photo.State.VISIBLE
    assert statuses(visitor, sizes_of(photo)) == {200}
    assert takedown.erase_due(timezone.now() + timedelta(days=31)) == 0


def test_after_thirty_days_the_original_is_erased_and_the_address_still_says_gone(visitor, editor, photo, committed):
    sizes = sizes_of(photo)
    storage, name = photo.original.storage, photo.original.name
    request = ask(visitor, photo)
    takedown.grant_request(request, editor.user)
    assert storage.exists(name)
    with committed():
        assert takedown.erase_due(timezone.now() + timedelta(days=30)) == 1
    assert not storage.exists(name)
    [row] = Photo.objects.rewrite(False).values(
        "original", "placeholder", "alt", "alt_en", "width", "taken_at", "state"
    )
    assert row == dict.fromkeys(["original", "placeholder", "alt", "alt_en"], "") | {
        "width": 0, "taken_at": None, "state": "withdrawn"}  # fmt: skip
    assert statuses(visitor, [f"/en/photos/{photo.pk}/", *sizes]) == {410}
    with pytest.raises(takedown.RemovalNotPossible):
        takedown.restore_photo(request, editor.user)
    assert "The photo is erased" in visitor.get(receipt_of(request)).content.decode()
    assert takedown.erase_due(timezone.now() + timedelta(days=31)) == 0


def test_what_is_erased_is_not_told_by_the_history_either(visitor, editor, photo):
    log_changed([photo], ["credit"], editor.user)
    assert LogEntry.objects.get().object_repr == "Anna at the round table"
    takedown.grant_request(ask(visitor, photo), editor.user)
    takedown.erase_due(timezone.now() + timedelta(days=31))
    entry = LogEntry.objects.get()
    assert (entry.object_repr, entry.user, entry.object_id) == (str(photo.pk), editor.user, str(photo.pk))


def test_what_somebody_wrote_is_forgotten_a_year_after_the_decision(visitor, editor, photo):
    request = ask(visitor, photo, reason="I was on sick leave", email="anna@example.org")
    open_still = ask(visitor, photo, reason="So was I", sender="192.0.2.2")
    takedown.grant_request(request, editor.user, answer="It is gone.")
    for days, kept in [(364, ("I was on sick leave", "anna@example.org", "It is gone.")), (366, ("", "", ""))]:
        takedown.erase_due(timezone.now() + timedelta(days=days))
        request.refresh_from_db()
        assert (request.reason, request.email, request.answer) == kept
    open_still.refresh_from_db()
    assert (request.state, open_still.reason) == (State.GRANTED, "So was I")


def test_the_night_erases_what_is_due(visitor, editor, photo):
    from smartup.nightly import run_nightly

    request = ask(visitor, photo)
    takedown.grant_request(request, editor.user)
    RemovalRequest.objects.update(decided_at=timezone.now() - timedelta(days=30, hours=1))
    run_nightly.func()
    request.refresh_from_db()
    assert request.erased_at


def test_everything_is_on_record(visitor, editor, photo):
    request = ask(visitor, photo)
    takedown.grant_request(request, editor.user)
    takedown.erase_due(timezone.now() + timedelta(days=31))
    steps = [(step.act, step.author) for step in request.steps.all()]
    assert steps == [("hidden", None), ("granted", editor.user), ("erased", None)]


def test_what_is_decided_is_not_decided_again(visitor, editor, photo):
    request = ask(visitor, photo)
    takedown.refuse_request(request, editor.user)
    for decide in (takedown.grant_request, takedown.refuse_request, takedown.restore_photo):
        with pytest.raises(takedown.RemovalNotPossible):
            decide(request, editor.user)


# --- In the admin ------------------------------------------------------------------------------------------------------


def act(browser, request, name, answer="", **more):
    url = reverse(f"admin:gallery_removalrequest_{name}", args=[request.pk])
    return browser.post(url, {"answer": answer}, follow=True, **more)


def test_an_editor_sees_the_hidden_photo_and_nobody_else_does(editor, visitor, photo, committed):
    with committed():
        request = ask(visitor, photo, reason="I was on sick leave")
    form = reverse("admin:gallery_removalrequest_change", args=[request.pk])
    page = editor.get(form, headers={"accept-language": "en"}).content.decode()
    shown = reverse("admin:gallery_removalrequest_picture", args=[request.pk, 960])
    assert shown in page and "I was on sick leave" in page and "Open, hidden" in page
    answer = editor.get(shown)
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (
        200, "image/jpeg", "private, no-cache")  # fmt: skip
    assert editor.get(shown.replace("960", "961")).status_code == 404
    assert visitor.get(shown).status_code == 302


def test_an_editor_decides_in_the_form(editor, visitor, photo):
    request = ask(visitor, photo, email="anna@example.org")
    page = act(editor, request, "refuse", answer="It is a public meeting.")
    request.refresh_from_db()
    assert (request.state, request.answer, request.decided_by) == (
        State.REFUSED,
        "It is a public meeting.",
        editor.user,
    )
    assert state_of(photo) == Photo.State.VISIBLE
    assert page.status_code == 200


def test_granting_and_restoring_in_the_form(editor, visitor, photo):
    request = ask(visitor, photo)
    act(editor, request, "grant")
    assert state_of(photo) == Photo.State.WITHDRAWN
    act(editor, request, "put_back")
    assert state_of(photo) == Photo.State.VISIBLE
    assert [step.act for step in request.steps.all()] == ["hidden", "granted", "restored"]


def test_an_act_that_comes_too_late_is_told(editor, visitor, photo):
    request = ask(visitor, photo)
    takedown.recall_request(request)
    page = act(editor, request, "grant")
    assert [message.level_tag for message in page.context["messages"]] == ["warning"]
    assert state_of(photo) == Photo.State.VISIBLE


def test_an_editor_is_told_when_another_request_keeps_the_photo_hidden(editor, visitor, photo):
    first = ask(visitor, photo, sender="192.0.2.1")
    second = ask(visitor, photo, sender="192.0.2.2")
    page = act(editor, first, "refuse")
    assert [second.number in str(message) for message in page.context["messages"]] == [False, True]
    assert state_of(photo) == Photo.State.WITHDRAWN


def test_a_request_is_deleted_by_nobody_and_survives_its_photo(editor, visitor, photo):
    request = ask(visitor, photo)
    assert editor.get(reverse("admin:gallery_removalrequest_delete", args=[request.pk])).status_code == 403
    photo.delete()
    assert editor.get(reverse("admin:gallery_removalrequest_change", args=[request.pk])).status_code == 200
    assert editor.get(reverse("admin:gallery_removalrequest_changelist")).status_code == 200
    assert visitor.get(receipt_of(request)).status_code == 200
    act(editor, request, "grant")
    assert RemovalRequest.objects.get().state == State.GRANTED


def test_who_may_only_look_decides_nothing(client, photo):
    from tests.factories import EditorFactory

    looker = EditorFactory(is_superuser=False)
    looker.user_permissions.set(Permission.objects.filter(codename="view_removalrequest"))
    client.force_login(looker)
    request = RemovalRequestFactory(photo=photo)
    page = client.get(reverse("admin:gallery_removalrequest_change", args=[request.pk])).content.decode()
    assert "formaction" not in page
    for name in ("grant", "refuse", "put_back", "undo_sender", "undo_album"):
        assert client.post(reverse(f"admin:gallery_removalrequest_{name}", args=[request.pk])).status_code == 403
