"""Files that the site hands out itself: parts of videos, what browsers may keep, and what stays out of reach."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.test import Client
from django.urls import reverse

from content.preview.models import PreviewLink
from content.preview.preview_links import revoke_links, share_preview
from content.workflow import publishing
from content.workflow.models import Draft
from content.workflow.snapshot import content_of
from events.models import Event
from tests.factories import EditorFactory, EventFactory

pytestmark = pytest.mark.django_db

FILM = bytes(range(256)) * 40


@pytest.fixture
def film():
    name = default_storage.save("videos/film.mp4", ContentFile(FILM))
    EventFactory(live=True, video_file=name)
    yield f"/media/{name}"
    default_storage.delete(name)


def stored(name, content=b"content"):
    """Keep a file of a published event; return its address."""
    kept = default_storage.save(name, ContentFile(content))
    EventFactory(live=True, video_file=kept)
    return f"/media/{kept}"


def stored_with_a_draft(**columns):
    """Keep a film of an event that isn't public; return the event and the address of the film."""
    event = EventFactory(video_file=ContentFile(FILM, name="Premiere.MP4"), **columns)
    return event, event.video_file.url


def body(response) -> bytes:
    return b"".join(response)


def test_a_film_comes_whole_and_says_that_parts_may_be_asked_for(visitor, film):
    response = visitor.get(film)
    assert (response.status_code, body(response) == FILM) == (200, True)
    told = {name: response.headers[name] for name in ("Content-Type", "Content-Length", "Accept-Ranges")}
    assert told == {"Content-Type": "video/mp4", "Content-Length": "10240", "Accept-Ranges": "bytes"}


@pytest.mark.parametrize(
    ("asked", "told", "part"),
    [
        ("bytes=0-1", "bytes 0-1/10240", FILM[:2]),
        ("bytes=100-199", "bytes 100-199/10240", FILM[100:200]),
        ("bytes=10000-", "bytes 10000-10239/10240", FILM[10000:]),
        ("bytes=-240", "bytes 10000-10239/10240", FILM[10000:]),
        ("bytes=10000-99999", "bytes 10000-10239/10240", FILM[10000:]),
    ],
)
def test_a_part_of_a_film(visitor, film, asked, told, part):
    response = visitor.get(film, headers={"range": asked, "accept-encoding": "gzip"})
    assert (response.status_code, response.headers["Content-Range"]) == (206, told)
    assert response.headers["Content-Length"] == str(len(part))
    assert body(response) == part


def test_a_part_behind_the_end_is_refused_with_the_length(visitor, film):
    response = visitor.get(film, headers={"range": "bytes=20000-"})
    assert (response.status_code, response.headers["Content-Range"]) == (416, "bytes */10240")


@pytest.mark.parametrize("asked", ["bytes=5-5", "bytes=0-1,5-9", "lines=1-2", "bytes=x-y"])
def test_a_part_that_we_do_not_serve_gives_the_whole(visitor, film, asked):
    response = visitor.get(film, headers={"range": asked})
    assert (response.status_code, body(response) == FILM) == (200, True)


def test_a_part_of_a_film_that_was_replaced_gives_the_new_one_whole(visitor, film):
    tag = visitor.head(film).headers["ETag"]
    ranges = {"range": "bytes=0-9"}
    assert visitor.head(film, headers={**ranges, "if-range": tag}).status_code == 206
    assert visitor.head(film, headers={**ranges, "if-range": '"of-yesterday"'}).status_code == 200


def test_what_has_not_changed_is_not_sent_again(visitor, film):
    first = visitor.head(film)
    by_tag = visitor.get(film, headers={"if-none-match": first.headers["ETag"]})
    by_date = visitor.get(film, headers={"if-modified-since": first.headers["Last-Modified"]})
    assert [(response.status_code, body(response)) for response in (by_tag, by_date)] == [(304, b""), (304, b"")]


def test_a_head_request_opens_nothing_and_tells_the_length(visitor, film):
    response = visitor.head(film)
    assert (response.status_code, response.headers["Content-Length"], body(response)) == (200, "10240", b"")


def test_films_are_not_compressed_once_more(visitor, film):
    response = visitor.get(film, headers={"accept-encoding": "gzip, br"})
    assert ("Content-Encoding" in response.headers, body(response) == FILM) == (False, True)


def test_a_browser_keeps_a_size_for_a_day_and_caches_on_the_way_ask_each_time(visitor, film):
    size = stored("renditions/ab/abc-320.avif")
    kept = [visitor.head(address).headers["Cache-Control"] for address in (size, film)]
    assert kept == ["public, max-age=86400, s-maxage=0, proxy-revalidate", "public, max-age=3600"]


@pytest.mark.parametrize(
    ("name", "content_type", "shown"),
    [
        ("a.avif", "image/avif", True),
        ("a.jpg", "image/jpeg", True),
        ("a.png", "image/png", True),
        ("a.webm", "video/webm", True),
        ("a.vtt", "text/vtt; charset=utf-8", True),
        ("a.svg", "application/octet-stream", False),
        ("a.html", "application/octet-stream", False),
        ("a.pdf", "application/octet-stream", False),
        ("a", "application/octet-stream", False),
    ],
)
def test_nothing_but_pictures_films_and_captions_opens_in_the_browser(visitor, name, content_type, shown):
    response = visitor.head(stored(f"types/{name}"))
    assert response.headers["Content-Type"] == content_type
    assert ("Content-Disposition" not in response.headers) == shown
    if not shown:
        assert response.headers["Content-Disposition"].startswith("attachment;")


def test_whatever_is_uploaded_can_run_nothing(visitor):
    response = visitor.head(stored("evil.svg", b"<svg><script>alert(1)</script></svg>"))
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "../secret_key", "..%2Fsecret_key", "%2e%2e/secret_key", "renditions/../../secret_key", "..%5Csecret_key",
        "/etc/passwd", "%2Fetc%2Fpasswd", "a%00.jpg", ".hidden.jpg", "renditions/ab/.abc-320.avif.1f2e", "renditions",
        "nowhere.jpg", "x" * 300 + ".jpg",
    ],
)  # fmt: skip
def test_what_is_not_media_is_not_found(visitor, path, film):
    stored("renditions/ab/abc-320.avif")
    for name in (".hidden.jpg", "renditions/ab/.abc-320.avif.1f2e"):
        default_storage.save(name, ContentFile(b"unfinished"))
    assert visitor.get(f"/media/{path}").status_code == 404


def test_an_original_has_no_address(visitor):
    name = storages["private"].save("originals/zaal.jpg", ContentFile(b"original"))
    assert visitor.get(f"/media/{name}").status_code == 404


def test_nothing_can_be_written(visitor, film):
    assert visitor.post(film).status_code in {403, 405}
    assert visitor.delete(film).status_code in {403, 405}


def test_a_film_sets_no_cookie_and_asks_once_who_shows_it(visitor, film, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = visitor.get(film)
    body(response)
    assert (len(response.cookies), re.findall("cookie", response.headers.get("Vary", ""), re.IGNORECASE)) == (0, [])


def test_a_picture_asks_nothing(visitor, django_assert_num_queries):
    size = "/media/" + default_storage.save("renditions/cd/cde-320.avif", ContentFile(b"content"))
    with django_assert_num_queries(0):
        assert visitor.head(size).status_code == 200


def test_uploads_get_names_that_say_nothing():
    event = EventFactory(
        video_file=ContentFile(FILM, name="Premiere.MP4"), captions_nl=ContentFile(b"WEBVTT", name="premiere.nl.vtt")
    )
    assert re.fullmatch(r"videos/[0-9a-f]{32}\.mp4", event.video_file.name)
    assert re.fullmatch(r"captions/[0-9a-f]{32}\.vtt", event.captions_nl.name)


def test_the_film_of_a_draft_is_not_there_for_visitors(visitor):
    event, film = stored_with_a_draft()
    addresses = [film, film.replace("/media/", "/media//"), film.replace("/media/", "/media/renditions/../")]
    assert [visitor.head(address).status_code for address in addresses] == [404, 404, 404]
    publishing.publish(event)
    assert body(visitor.get(film)) == FILM


@pytest.mark.parametrize("column", ["captions_nl", "captions_en"])
def test_captions_are_as_public_as_their_event(visitor, column):
    event = EventFactory(live=True, **{column: ContentFile(b"WEBVTT", name="film.vtt")})
    captions = getattr(event, column).url
    assert visitor.head(captions).status_code == 200
    publishing.withdraw(event)
    assert visitor.head(captions).status_code == 404


def test_a_film_that_waits_to_replace_another_is_seen_by_editors_alone(visitor, editor, film):
    event = Event.objects.get()
    new = default_storage.save("videos/new.mp4", ContentFile(b"new"))
    content = content_of(event)
    publishing.keep_draft(event, {**content, "fields": {**content["fields"], "video_file": new}})
    assert Draft.objects.of(event).exists()
    assert [visitor.head(address).status_code for address in (film, f"/media/{new}")] == [200, 404]
    seen = editor.get(f"/media/{new}", headers={"range": "bytes=0-1"})
    assert (seen.status_code, body(seen), seen.headers["Cache-Control"]) == (206, b"ne", "private, no-store")


def test_staff_without_a_word_on_events_see_no_film_of_a_draft():
    _event, film = stored_with_a_draft()
    officer = Client()
    officer.force_login(EditorFactory(is_superuser=False))
    assert officer.get(film).status_code == 404


def test_a_shared_preview_plays_the_film_of_a_draft_until_it_is_revoked(visitor):
    event, film = stored_with_a_draft()
    _other, other_film = stored_with_a_draft()
    link = share_preview(event)
    assert visitor.get(film).status_code == 404
    visitor.get(reverse("preview:shared", args=[link.secret]))
    shown = visitor.get(film)
    assert (shown.status_code, shown["Cache-Control"]) == (200, "private, no-store")
    assert b"".join(shown.streaming_content) == FILM
    assert visitor.get(other_film).status_code == 404
    revoke_links(PreviewLink.objects.all())
    assert visitor.get(film).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "a" * 300 + ".jpg",
        "a" * 300 + "/b.jpg",
        "a/" * 2500 + "b.jpg",
        "%00.jpg",
        "b.jpg%00",
        "%ff.jpg",
        "%ed%a0%80.jpg",
        ".",
        "%5c..%5cb.jpg",
    ],
)
def test_a_name_that_no_disk_takes_is_not_found(visitor, name):
    assert visitor.get(f"/media/renditions/{name}").status_code == 404
