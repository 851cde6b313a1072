"""Files that come in piece by piece."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.db import OperationalError
from django.urls import reverse

from content.pictures import disk_space
from content.pictures.intake import originals as intake
from content.workflow.models import State
from gallery.models import Photo
from gallery.photos.adding import add_photo
from gallery.uploads import parts as uploads
from gallery.uploads.parts import sweep_parts
from tests.factories import AlbumFactory
from tests.gallery.sending import ask, put, send, upload_url
from tests.people import browser_of
from tests.pictures.photos import encoded, landscape, on_its_side, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


def parts(data_dir) -> list[Path]:
    return sorted(path for path in data_dir.glob("parts/*/*") if path.suffix != ".done")


def originals() -> int:
    from django.core.files.storage import storages

    storage = storages["private"]
    return len(storage.listdir("originals")[1]) if storage.exists("originals") else 0


def test_a_file_comes_in_by_chunks_and_is_a_photo_when_it_is_whole(
    photographer, data_dir, django_capture_on_commit_callbacks
):
    album, content = AlbumFactory(), on_its_side()
    half = len(content) // 2
    assert ask(photographer, album, "zaal.jpg", len(content)).json() == {"offset": 0}
    assert put(photographer, album, "zaal.jpg", len(content), 0, content[:half]).json() == {"offset": half}
    assert ask(photographer, album, "zaal.jpg", len(content)).json() == {"offset": half}
    assert not Photo.objects.exists()
    told = put(photographer, album, "zaal.jpg", len(content), half, content[half:]).json()
    photo = album.photos.get()
    assert (told["photo"], told["words"], str(photo.pk) in told["card"]) == (str(photo.pk), "Added", True)
    assert (photo.width, photo.height, photo.position, photo.state) == (600, 1000, 1, "visible")
    with photo.original.open() as original:
        assert original.read() == content
    assert parts(data_dir) == []
    assert LogEntry.objects.get().object_id == str(photo.pk)


def test_a_chunk_at_the_wrong_place_is_told_the_right_one(photographer):
    album, content = AlbumFactory(), on_its_side()
    put(photographer, album, "zaal.jpg", len(content), 0, content[:100])
    for offset in (0, 99, 101, len(content)):
        answer = put(photographer, album, "zaal.jpg", len(content), offset, content[offset : offset + 100])
        assert (answer.status_code, answer.json()) == (409, {"offset": 100})


def test_an_answer_that_got_lost_is_given_again(photographer):
    album, content = AlbumFactory(), on_its_side()
    first = send(photographer, album, content).json()
    told = ask(photographer, album, "zaal.jpg", len(content)).json()
    assert told == {"photo": first["photo"], "words": "Is there already"}
    assert album.photos.count() == 1


def test_a_file_that_was_whole_when_the_site_was_killed_needs_no_byte_more(photographer, data_dir):
    album, content = AlbumFactory(), on_its_side()
    put(photographer, album, "zaal.jpg", len(content), 0, content[:-1])
    with parts(data_dir)[0].open("ab") as part:
        part.write(content[-1:])
    assert ask(photographer, album, "zaal.jpg", len(content)).json() == {"offset": len(content)}
    assert put(photographer, album, "zaal.jpg", len(content), len(content), b"").json()["words"] == "Added"


def test_the_same_picture_under_another_name_is_there_already(photographer, data_dir):
    album = AlbumFactory()
    first = send(photographer, album, on_its_side()).json()
    again = send(photographer, album, on_its_side(), name="copy of zaal.jpg").json()
    assert again == {"photo": first["photo"], "words": "Is there already"}
    assert (album.photos.count(), parts(data_dir)) == (1, [])


def test_it_may_be_in_two_albums(photographer):
    for album in (AlbumFactory(), AlbumFactory()):
        assert send(photographer, album, on_its_side()).json()["words"] == "Added"


def test_a_photo_that_was_deleted_can_be_added_again(photographer):
    album = AlbumFactory()
    send(photographer, album, on_its_side())
    album.photos.all().delete()
    assert send(photographer, album, on_its_side()).json()["words"] == "Added"


def test_photos_of_an_album_that_was_public_wait(photographer):
    album = AlbumFactory(live=True)
    send(photographer, album, on_its_side())
    assert album.photos.get().state == "waiting"


def test_a_bad_file_is_refused_in_words_and_leaves_nothing(photographer, data_dir):
    album = AlbumFactory()
    answer = send(photographer, album, b"%PDF-1.7 no photo at all")
    said = "zaal.jpg is a PDF, not a photo. Save it as JPEG and upload it again."
    assert (answer.status_code, answer.json()) == (422, {"refused": said})
    assert (parts(data_dir), Photo.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (60 * 1024**2, "zaal.jpg is larger than 40 MB. Save it as JPEG and upload it again."),
        (0, "zaal.jpg is empty. Choose the file again."),
    ],
)
def test_a_file_of_a_size_that_can_t_be_is_refused_before_it_is_sent(photographer, data_dir, size, said):
    album = AlbumFactory()
    for answer in (ask(photographer, album, "zaal.jpg", size), put(photographer, album, "zaal.jpg", size, 0, b"x")):
        assert (answer.status_code, answer.json()) == (422, {"refused": said})
    assert parts(data_dir) == []


def test_nobody_sends_more_than_was_announced(photographer, data_dir):
    album = AlbumFactory()
    answer = put(photographer, album, "zaal.jpg", 10, 0, bytes(11))
    assert answer.status_code == 409
    assert [path.stat().st_size for path in parts(data_dir)] in ([], [0])


def test_a_chunk_is_never_read_further_than_a_chunk(photographer, monkeypatch):
    monkeypatch.setattr("gallery.uploads.views.CHUNK", 100)
    album = AlbumFactory()
    assert put(photographer, album, "zaal.jpg", 1000, 0, bytes(300)).json() == {"offset": 100}


@pytest.mark.parametrize(
    "question", ["", "name=a&size=many&modified=1", "name=a&size=-1&modified=1", "size=3&modified=1"]
)
def test_a_question_that_makes_no_sense_is_no_question(photographer, question):
    url = reverse("admin:gallery_album_upload", args=[AlbumFactory().pk])
    assert photographer.get(f"{url}?{question}").status_code == 400


# --- The disk --------------------------------------------------------------------------------------------------


def test_a_disk_that_fills_up_mid_way_leaves_neither_half_a_photo_nor_a_part(photographer, data_dir):
    album, content = AlbumFactory(), on_its_side()
    put(photographer, album, "zaal.jpg", len(content), 0, b"")
    part = parts(data_dir)[0]
    part.unlink()
    part.symlink_to("/dev/full")  # where every write fails as on a disk without room
    answer = put(photographer, album, "zaal.jpg", len(content), 0, content[:100])
    assert (answer.status_code, answer.json()["refused"][:30]) == (507, "The site has no room left. Tel")
    assert (os.path.lexists(part), Photo.objects.count()) == (False, 0)
    assert send(photographer, album, content).json()["words"] == "Added"


def test_nothing_is_begun_that_the_disk_has_no_room_for(photographer, data_dir, monkeypatch):
    monkeypatch.setattr(disk_space, "RESERVE", 10**18)
    album = AlbumFactory()
    assert put(photographer, album, "zaal.jpg", 1000, 0, bytes(10)).status_code == 507
    assert parts(data_dir) == []


def test_a_database_that_can_t_write_leaves_no_file_behind(photographer, data_dir, monkeypatch):
    def full(*_args, **_kwargs):
        raise OperationalError("database or disk is full")

    before = originals()
    album = AlbumFactory()
    with monkeypatch.context() as failing:
        failing.setattr("gallery.photos.adding.log_added", full)
        assert send(photographer, album, on_its_side()).status_code == 507
    assert (originals(), album.photos.count(), parts(data_dir)) == (before, 0, [])


def test_who_finishes_nothing_is_stopped(photographer, monkeypatch):
    monkeypatch.setattr(uploads, "QUOTA", 100)
    album = AlbumFactory()
    assert put(photographer, album, "a.jpg", 1000, 0, bytes(101)).status_code == 200
    answer = put(photographer, album, "b.jpg", 1000, 0, bytes(1))
    assert (answer.status_code, answer.json()["refused"][:30]) == (507, "Too many of your files are hal")


def test_parts_that_nobody_goes_on_with_are_swept_after_a_day(photographer, data_dir):
    album = AlbumFactory()
    for name in ("old.jpg", "new.jpg"):
        put(photographer, album, name, 1000, 0, b"x")
        if name == "old.jpg":
            yesterday = time.time() - 25 * 3600
            os.utime(parts(data_dir)[0], (yesterday, yesterday))
    assert sweep_parts() == 1
    assert [ask(photographer, album, name, 1000).json()["offset"] for name in ("old.jpg", "new.jpg")] == [0, 1]


# --- Who may ---------------------------------------------------------------------------------------------------


def test_each_editor_has_parts_of_their_own(photographer):
    album = AlbumFactory()
    put(photographer, album, "zaal.jpg", 1000, 0, b"x")
    assert ask(browser_of("photo_editor"), album, "zaal.jpg", 1000).json() == {"offset": 0}


@pytest.mark.parametrize("who", ["writer", "officer", "newcomer"])
def test_who_may_not_add_photos_sends_no_byte(who, data_dir):
    browser, album = browser_of(who), AlbumFactory()
    assert ask(browser, album, "zaal.jpg", 1000).status_code == 403
    assert put(browser, album, "zaal.jpg", 1000, 0, b"x").status_code == 403
    assert parts(data_dir) == []


def test_a_right_that_was_taken_away_counts_from_the_next_chunk():
    browser, album, content = browser_of("photo_editor"), AlbumFactory(), on_its_side()
    put(browser, album, "zaal.jpg", len(content), 0, content[:100])
    browser.user.groups.clear()
    assert put(browser, album, "zaal.jpg", len(content), 100, content[100:]).status_code == 403
    assert not Photo.objects.exists()


def test_another_site_can_t_make_an_editor_s_browser_send(photographer):
    photographer.handler.enforce_csrf_checks = True
    assert put(photographer, AlbumFactory(), "zaal.jpg", 1000, 0, b"x").status_code == 403


def test_an_album_in_the_bin_takes_nothing(photographer):
    from django.utils import timezone

    album = AlbumFactory(state=State.BINNED, binned_at=timezone.now())
    assert ask(photographer, album, "zaal.jpg", 1000).status_code == 404


def test_the_limit_is_one_limit(photographer, monkeypatch):
    monkeypatch.setattr(intake, "MAX_BYTES", 1000)
    assert ask(photographer, AlbumFactory(), "zaal.jpg", 1001).status_code == 422


# --- At the same moment ----------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_the_same_picture_twice_at_one_moment_comes_in_once(editor):
    from django.db import connection

    album = AlbumFactory()
    contents = [encoded(landscape((64, 48)))] * 4

    def add(content):
        try:
            return add_photo(album, upload(content), author=editor.user).is_new
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as hands:
        assert sorted(hands.map(add, contents)) == [False, False, False, True]
    assert list(album.photos.values_list("position", flat=True)) == [1]


def test_the_address_tells_what_is_asked(photographer):
    album = AlbumFactory()
    put(photographer, album, "één & twee.jpg", 1000, 0, b"x")
    assert photographer.get(upload_url(album, "één & twee.jpg", 1000)).json() == {"offset": 1}
    assert photographer.get(upload_url(album, "één & twee.jpg", 1000, modified=5)).json() == {"offset": 0}
