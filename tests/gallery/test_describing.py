"""The page on which photos are described, changed many at once, and put in order."""

from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from content.pictures.intake.originals import take_in
from content.pictures.renditions.files import rendition_name
from content.pictures.renditions.tasks import try_rendering
from gallery.models import Photo
from tests.editing.forms import edit, told
from tests.factories import AlbumFactory, PhotoFactory
from tests.people import browser_of
from tests.pictures.photos import encoded, landscape, upload

pytestmark = pytest.mark.django_db


class Sent(HTMLParser):
    """What the form of the cards would send if nobody changed it."""

    def __init__(self, page: str):
        super().__init__()
        self.values, self.textarea, self.inside = {}, None, False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("class") == "photos-form"
        if self.inside and tag == "textarea":
            self.textarea = given["name"]
            self.add(self.textarea, "")
        is_sent = given.get("type") not in {"checkbox", "submit"} or "checked" in given
        if self.inside and tag == "input" and given.get("name") and is_sent:
            self.add(given["name"], given.get("value", "on" if given.get("type") == "checkbox" else ""))

    def add(self, name, value):
        self.values.setdefault(name, []).append(value)

    def handle_data(self, data):
        if self.textarea:
            self.values[self.textarea][-1] += data.removeprefix("\n")

    def handle_endtag(self, tag):
        self.textarea = None if tag == "textarea" else self.textarea


def page_of(album) -> str:
    return reverse("admin:gallery_album_photos", args=[album.pk])


def save(editor, album, shown=None, **changes):
    """Save the page with `changes`, as it was `shown` or is now."""
    sent = Sent((shown or editor.get(page_of(album))).content.decode()).values
    return editor.post(page_of(album), {**sent, **changes}, follow=True)


def taken_in(album, content, **fields) -> Photo:
    photo = Photo(album=album, original=upload(content), **fields)
    take_in(photo)
    photo.save()
    return photo


def test_photos_are_described_on_one_page_and_only_what_was_changed_is_saved(photographer):
    first, other = PhotoFactory(position=1, credit="Jan"), None
    other = PhotoFactory(album=first.album, position=2, alt_nl="Zaal", alt_en="Hall")
    shown = photographer.get(page_of(first.album))
    Photo.objects.update(credit="Somebody else meanwhile")
    fields = {f"{first.pk}-alt_en": "A full hall", f"{first.pk}-focal_x": "20", f"{first.pk}-decorative": "on"}
    page = save(photographer, first.album, shown, **fields)
    first.refresh_from_db()
    assert (first.alt_en, first.focal_x, first.decorative) == ("A full hall", 20, True)
    assert first.credit == "Somebody else meanwhile"
    other.refresh_from_db()
    assert (other.alt_nl, other.alt_en, other.credit) == ("Zaal", "Hall", "Somebody else meanwhile")
    assert told(page) == ["1 photo was saved."]
    assert LogEntry.objects.get().object_id == str(first.pk)


def test_a_file_s_name_never_stands_in_for_a_description(photographer):
    album = AlbumFactory()
    photographer.post(page_of(album), {"files": [upload(encoded(landscape()), "DSC_1234.jpg")]})
    photo = album.photos.get()
    assert (photo.alt_nl or "", photo.alt_en or "") == ("", "")
    assert "DSC_1234" not in photographer.get(page_of(album)).content.decode()


def test_what_can_t_be_is_said_beside_it_and_nothing_is_saved(photographer):
    photo = PhotoFactory()
    fields = {f"{photo.pk}-alt_en": "A full hall", f"{photo.pk}-focal_x": "120"}
    page = save(photographer, photo.album, **fields)
    assert "A full hall" in page.content.decode() and "less than or equal to 100" in page.content.decode()
    photo.refresh_from_db()
    assert photo.alt_en != "A full hall"


def test_a_photo_that_is_gone_meanwhile_stops_nothing(photographer):
    photo, gone = PhotoFactory(), None
    gone = PhotoFactory(album=photo.album)
    shown = photographer.get(page_of(photo.album))
    gone.delete()
    save(photographer, photo.album, shown, **{f"{photo.pk}-alt_en": "A full hall"})
    assert Photo.objects.get().alt_en == "A full hall"


def test_sixty_stand_on_a_page_with_as_many_queries_as_one(photographer):
    counts = []
    for number in (1, 64):
        album = AlbumFactory()
        PhotoFactory.create_batch(number, album=album)
        photographer.get(page_of(album))
        with CaptureQueriesContext(connection) as queries:
            page = photographer.get(page_of(album))
        counts.append((len(page.context["forms"]), len(queries)))
    assert [shown for shown, _queries in counts] == [1, 60]
    assert counts[0][1] == counts[1][1]


def test_who_may_only_look_gets_nothing_to_change(photographer):
    photo, writer = PhotoFactory(), browser_of("writer")
    page = writer.get(page_of(photo.album)).content.decode()
    assert "data-upload" not in page and "data-save" not in page
    assert writer.post(page_of(photo.album), {"photo": photo.pk}).status_code == 403
    assert writer.post(page_of(photo.album), {"files": [upload(encoded(landscape()))]}).status_code == 403


# --- Many at once ----------------------------------------------------------------------------------------------


def test_many_get_the_same_words_and_keep_what_was_left_empty(photographer):
    album = AlbumFactory()
    chosen = PhotoFactory.create_batch(2, album=album, credit="Jan", alt_nl="Zaal")
    other = PhotoFactory(album=album, credit="Jan", alt_en="Stage")
    sent = {"chosen": [photo.pk for photo in chosen], "all-alt_en": "The round tables", "change-chosen": "1"}
    page = save(photographer, album, **sent, **{"all-state": "withdrawn"})
    assert told(page) == ["2 photos were changed."]
    rows = (
        album.photos.filter(pk__in=sent["chosen"])
        .values_list("alt_nl", "alt_en", "credit", "state")
        .order_by()
        .distinct()
    )
    assert list(rows) == [("Zaal", "The round tables", "Jan", "withdrawn")]
    other.refresh_from_db()
    assert (other.alt_en, other.state) == ("Stage", "visible")


def test_what_was_typed_on_a_card_is_saved_along(photographer):
    photo = PhotoFactory()
    sent = {f"{photo.pk}-alt_nl": "Volle zaal", "chosen": photo.pk, "all-credit": "Marieke", "change-chosen": "1"}
    save(photographer, photo.album, **sent)
    photo.refresh_from_db()
    assert (photo.alt_nl, photo.credit) == ("Volle zaal", "Marieke")


def test_photos_that_move_to_a_public_album_wait_there(photographer, visitor):
    target = AlbumFactory(live=True)
    PhotoFactory(album=target, position=4)
    photo = PhotoFactory()
    save(photographer, photo.album, **{"chosen": photo.pk, "all-album": target.pk, "change-chosen": "1"})
    photo.refresh_from_db()
    assert (photo.album, photo.position, photo.state) == (target, 5, "waiting")


def test_a_photo_that_the_other_album_has_stays_where_it_is(photographer):
    source, target = AlbumFactory(), AlbumFactory(title_en="Evening")
    photo = taken_in(source, encoded(landscape()), alt_en="Hall")
    taken_in(target, encoded(landscape()))
    page = save(photographer, source, **{"chosen": photo.pk, "all-album": target.pk, "change-chosen": "1"})
    assert "Hall: It is in “Evening” already." in told(page)
    photo.refresh_from_db()
    assert photo.album == source


def test_a_photo_that_somebody_asked_to_take_down_is_not_shown_again_that_way(photographer):
    photo = PhotoFactory(state="withdrawn", state_before="visible")
    page = save(photographer, photo.album, **{"chosen": photo.pk, "all-state": "visible", "change-chosen": "1"})
    photo.refresh_from_db()
    assert photo.state == "withdrawn"
    assert any("asked to have it taken down" in words for words in told(page))


def test_a_turned_photo_has_sizes_of_its_own_and_is_known_again(photographer):
    photo = taken_in(AlbumFactory(), encoded(landscape()), focal_x=20, focal_y=10)
    before, content = photo.digest, photo.content_digest
    save(photographer, photo.album, **{"chosen": photo.pk, "all-turn": "90", "change-chosen": "1"})
    photo.refresh_from_db()
    assert (photo.width, photo.height, photo.focal_x, photo.focal_y) == (600, 1000, 90, 20)
    assert photo.digest != before and photo.content_digest == content and not photo.ready
    again = photographer.post(page_of(photo.album), {"files": [upload(encoded(landscape()))]}, follow=True)
    assert "zaal.jpg is in this album already." in told(again)
    for _quarter in range(3):
        save(photographer, photo.album, **{"chosen": photo.pk, "all-turn": "90", "change-chosen": "1"})
    photo.refresh_from_db()
    assert (photo.digest, photo.focal_x, photo.focal_y) == (before, 20, 10)


def test_the_sizes_of_a_turned_photo_show_it_turned(photographer):
    photo = taken_in(AlbumFactory(), encoded(landscape()))
    save(photographer, photo.album, **{"chosen": photo.pk, "all-turn": "90", "change-chosen": "1"})
    photo.refresh_from_db()
    try_rendering(photo)
    with default_storage.open(rendition_name(photo.digest, 320, "jpg")) as file, Image.open(file) as shown:
        width, height = shown.size
        assert (width, height) == (320, 533)
        # red was left and is on top now; the white edge was on top and is right now
        top, bottom, edge = shown.getpixel((100, 60)), shown.getpixel((100, 470)), shown.getpixel((315, 260))
    assert top[0] > 200 > top[2] and bottom[2] > 200 > bottom[0] and min(edge) > 200


@pytest.mark.parametrize("way", ["turned", "replaced"])
def test_the_sizes_that_a_photo_had_before_are_gone(photographer, committed, way):
    photo = taken_in(AlbumFactory(live=True), encoded(landscape((500, 300))), alt_en="Hall")
    try_rendering(photo)
    old = rendition_name(photo.digest, 320, "jpg")
    assert default_storage.exists(old)
    with committed():
        if way == "turned":
            save(photographer, photo.album, **{"chosen": photo.pk, "all-turn": "90", "change-chosen": "1"})
        else:
            form = reverse("admin:gallery_photo_change", args=[photo.pk])
            edit(photographer, form, original=upload(encoded(landscape((300, 200)))))
    assert not default_storage.exists(old)


# --- In the order of their dates -------------------------------------------------------------------------------


def test_photos_of_two_cameras_are_put_in_order_across_their_clocks(photographer):
    album = AlbumFactory()
    at = lambda hour, minute=0: datetime(2018, 9, 19, hour, minute, tzinfo=UTC)  # noqa: E731
    for number, (name, camera, taken_at) in enumerate(
        [
            ("no date", "Phone", None),
            ("third", "Canon", at(11)),
            ("first", "Canon", at(9)),
            ("second", "Phone", at(8, 30)),
        ]
    ):
        PhotoFactory(album=album, alt_en=name, camera=camera, taken_at=taken_at, position=number)
    page = photographer.get(page_of(album))
    assert [(camera.name, camera.photos) for camera in page.context["cameras"]] == [("Canon", 2), ("Phone", 1)]
    url = reverse("admin:gallery_album_by_date", args=[album.pk])
    photographer.post(url, {"camera": ["Canon", "Phone"], "minutes": ["0", "90"]})
    in_order = album.photos.order_by("position").values_list("alt_en", "taken_at")
    assert list(in_order) == [("first", at(9)), ("second", at(10)), ("third", at(11)), ("no date", None)]


@pytest.mark.parametrize(("year", "minutes"), [(2, "-5256000"), (9998, "5256000")])
def test_a_clock_is_not_corrected_beyond_the_calendar(photographer, year, minutes):
    moment = datetime(year, 6, 1, 12, tzinfo=UTC)
    photo = PhotoFactory(camera="Canon", taken_at=moment)
    url = reverse("admin:gallery_album_by_date", args=[photo.album_id])
    assert photographer.post(url, {"camera": "Canon", "minutes": minutes}, follow=True).status_code == 200
    photo.refresh_from_db()
    assert photo.taken_at == moment


# --- Originals -------------------------------------------------------------------------------------------------


def test_editors_get_the_original_as_it_came_and_nobody_else(photographer, visitor):
    content = encoded(landscape(), comment=b"taken in Emmen")
    photo = taken_in(AlbumFactory(live=True), content)
    url = reverse("admin:gallery_photo_original", args=[photo.pk])
    answer = photographer.get(url)
    assert b"".join(answer.streaming_content) == content
    assert answer["Content-Disposition"] == f'attachment; filename="photo-{photo.pk}.jpg"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert visitor.get(url).status_code == 302
    assert browser_of("newcomer").get(url).status_code == 403


def test_another_file_for_a_photo_keeps_its_address_and_its_history(photographer):
    photo = taken_in(AlbumFactory(live=True), encoded(landscape()), alt_en="Hall")
    form, before = reverse("admin:gallery_photo_change", args=[photo.pk]), photo.get_absolute_url()
    edit(photographer, form, original=upload(encoded(landscape((300, 200)))))
    changed = Photo.objects.get()
    assert (changed.pk, changed.get_absolute_url(), changed.width, changed.alt_en) == (photo.pk, before, 300, "Hall")
    assert changed.digest != photo.digest and not changed.ready
    assert LogEntry.objects.filter(object_id=str(photo.pk)).count() == 1


# --- No picture twice in an album ---------------------------------------------------------------------------------------


def test_the_form_refuses_a_picture_that_its_album_has(photographer, form_of, album):
    content = encoded(landscape((300, 200)))
    for _time in range(2):
        page = edit(photographer, form_of(Photo), original=upload(content), album=album.pk)
    assert album.photos.count() == 1
    assert page.context["adminform"].form.non_field_errors() == ["It is in “The afternoon” already."]


def test_the_form_moves_no_picture_to_an_album_that_has_it(photographer, form_of, album):
    first, second = (taken_in(each, encoded(landscape((300, 200)))) for each in (album, AlbumFactory()))
    edit(photographer, form_of(second), album=album.pk)
    assert list(album.photos.all()) == [first]


def test_a_picture_that_came_in_twice_long_ago_can_still_be_changed(photographer, form_of, album):
    photos = [taken_in(album, encoded(landscape((300, 200)))) for _time in range(2)]
    edit(photographer, form_of(photos[1]), credit="Marieke de Boer")
    assert list(album.photos.order_by("created_at").values_list("credit", flat=True)) == ["", "Marieke de Boer"]
