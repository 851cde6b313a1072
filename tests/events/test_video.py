"""A visitor watches the video of an event, and is asked before another host hears of it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from events.video import player_of, valid_external_video
from tests.factories import EventFactory, PictureFactory
from tests.page import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
VIMEO = "https://player.vimeo.com/video/123456789?autoplay=1&dnt=1"
YOUTUBE = "https://www.youtube-nocookie.com/embed/aB3-_xYz901?autoplay=1"


def video_of(visitor, event, **query):
    return read(visitor, event.get_absolute_url(), **query).one("#video")


# --- Which addresses play -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://vimeo.com/123456789",
        "https://www.vimeo.com/123456789",
        "https://player.vimeo.com/video/123456789",
        "https://vimeo.com/123456789?share=copy",
        "https://vimeo.com/123456789/abcdef",
        "https://vimeo.com/123456789#t=5",
    ],
)
def test_vimeo_plays_without_tracking(url):
    assert player_of(url) == ("Vimeo", VIMEO)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=aB3-_xYz901",
        "https://m.youtube.com/watch?v=aB3-_xYz901",
        "https://youtube.com/watch?list=abc&v=aB3-_xYz901&t=5",
        "https://youtu.be/aB3-_xYz901?si=abc",
        "https://www.youtube.com/embed/aB3-_xYz901",
        "https://www.youtube.com/shorts/aB3-_xYz901",
        "https://www.youtube.com/live/aB3-_xYz901#top",
        "https://www.youtube-nocookie.com/embed/aB3-_xYz901",
    ],
)
def test_youtube_plays_from_the_host_without_cookies(url):
    assert player_of(url) == ("YouTube", YOUTUBE)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://vimeo.com/123456789",
        "https://vimeo.com/12345",
        "https://vimeo.com/1234567890123",
        "https://vimeo.com/channels/staffpicks",
        "https://vimeo.com.example.org/123456789",
        "https://example.org/https://vimeo.com/123456789",
        "https://vimeo.com/123456789 onload",
        "https://vimeo.com/123456789\n",
        "https://www.youtube.com/watch?v=tooshort",
        "https://www.youtube.com/watch?v=aB3-_xYz9012",
        "https://www.youtube.com/@channel",
        "https://youtube.com.example.org/watch?v=aB3-_xYz901",
        "https://dailymotion.com/video/x123456",
    ],
)
def test_no_other_address_does(url):
    assert player_of(url) is None
    with pytest.raises(ValidationError, match="This isn't a video on YouTube or Vimeo"):
        valid_external_video(url)


@pytest.mark.parametrize("url", ["https://vimeo.com/123456", "https://vimeo.com/123456789012"])
def test_the_numbers_of_vimeo_have_six_to_twelve_digits(url):
    valid_external_video(url)


# --- On another host ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "host", "player", "origin"),
    [
        ("https://vimeo.com/123456789", "Vimeo", VIMEO, "https://player.vimeo.com"),
        ("https://youtu.be/aB3-_xYz901", "YouTube", YOUTUBE, "https://www.youtube-nocookie.com"),
    ],
)
def test_a_gate_stands_before_the_player_and_says_who_is_behind_it(visitor, url, host, player, origin):
    event = EventFactory(live=True, title_en="Emmen", video_url=url)
    video = video_of(visitor, event)
    gate = video.one(".video-gate")
    assert (gate["data-player"], gate["data-title"]) == (player, f"Video of Emmen on {host}")
    assert gate["data-choose"] == reverse("consent:choose")
    assert gate.texts("p[data-video-ask]") == [
        f"This video is on {host}. When you play it, {host} gets your IP address and may place cookies."
    ]
    assert gate.links() == [(f"Watch it on {host} itself", url)]
    assert (video.all("iframe"), video.all("video")) == ([], [])
    policy = visitor.get(event.get_absolute_url())["Content-Security-Policy"]
    assert [part for part in policy.split("; ") if part.startswith("frame-src")] == [f"frame-src 'self' {origin}"]


def test_our_own_video_lets_nobody_in(visitor):
    event = EventFactory(live=True, video_file="videos/a.mp4")
    assert "vimeo" not in (policy := visitor.get(event.get_absolute_url())["Content-Security-Policy"])
    assert "youtube" not in policy


def test_its_picture_comes_from_our_own_host(visitor):
    poster = PictureFactory(digest="a" * 64, alt_en="A stage")
    event = EventFactory(live=True, video_url="https://vimeo.com/123456789", poster=poster)
    assert video_of(visitor, event).one(".video-gate img")["alt"] == "A stage"


# --- At which second ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "begins"),
    [("95", "&start=95#t=95s"), ("1", "&start=1#t=1s"), ("99999", "&start=99999#t=99999s"), ("007", "&start=7#t=7s")],
)
@pytest.mark.parametrize("home", [True, False])
def test_a_link_leads_to_its_second(visitor, asked, begins, home):
    event = EventFactory(live=True, video_url="https://vimeo.com/123456789")
    page = read(visitor, "/en/" if home else event.get_absolute_url(), t=asked)
    assert page.one(".video-gate")["data-player"] == VIMEO + begins


@pytest.mark.parametrize("asked", ["", "0", "-5", "1.5", "95s", "٩٥", "²", "100000", "9" * 5000, "'><script>"])
@pytest.mark.parametrize("home", [True, False])
def test_anything_else_is_the_beginning(visitor, asked, home):
    event = EventFactory(live=True, video_url="https://vimeo.com/123456789")
    page = read(visitor, "/en/" if home else event.get_absolute_url(), t=asked)
    assert page.one(".video-gate")["data-player"] == VIMEO


@pytest.mark.parametrize(("query", "end"), [({}, ""), ({"t": "0"}, ""), ({"t": "1095"}, "#t=1095")])
def test_our_own_video_begins_there_too(visitor, query, end):
    event = EventFactory(live=True, video_file="videos/a.mp4")
    assert video_of(visitor, event, **query).one("source")["src"] == f"/media/videos/a.mp4{end}"


# --- Our own file -------------------------------------------------------------------------------------------------------


def test_our_own_video_plays_in_the_page_and_can_be_downloaded(visitor):
    event = EventFactory(live=True, title_en="Emmen", video_file="videos/a.mp4")
    video = video_of(visitor, event).one("video")
    assert (video["aria-label"], video["preload"], video.get("poster")) == ("Video of Emmen", "none", None)
    assert video.links() == [("Download the video", "/media/videos/a.mp4")]
    assert video.all("track") == []
    assert video_of(visitor, event).all(".video-gate") == []


def test_captions_come_in_each_language_and_the_readers_own_is_on(visitor):
    event = EventFactory(
        live=True, video_file="videos/a.mp4", captions_nl="captions/n.vtt", captions_en="captions/e.vtt"
    )
    for language, shown in [("en", "en"), ("nl", "nl")]:
        tracks = read(visitor, event.addresses()[language]).all("track")
        assert [(each["srclang"], each["label"], each["src"]) for each in tracks] == [
            ("nl", "Nederlands", "/media/captions/n.vtt"),
            ("en", "English", "/media/captions/e.vtt"),
        ]
        assert [each["srclang"] for each in tracks if each.get("default") is not None] == [shown]


def test_captions_in_the_other_language_wait_to_be_chosen(visitor):
    event = EventFactory(live=True, video_file="videos/a.mp4", captions_nl="captions/n.vtt")
    (track,) = video_of(visitor, event).all("track")
    assert (track["srclang"], track.get("default")) == ("nl", None)


@pytest.mark.parametrize(
    ("size", "width"), [((640, 480), 640), ((4000, 3000), 960), ((960, 540), 960), ((961, 540), 960), ((200, 150), 200)]
)
def test_a_poster_of_the_right_size_stands_in_the_player(visitor, size, width):
    poster = PictureFactory(digest="a" * 64, ready=True, width=size[0], height=size[1])
    event = EventFactory(live=True, video_file="videos/a.mp4", poster=poster)
    assert video_of(visitor, event).one("video")["poster"] == f"/media/renditions/aa/{'a' * 64}-{width}.avif"


def test_a_poster_whose_sizes_are_not_made_waits(visitor):
    event = EventFactory(live=True, video_file="videos/a.mp4", poster=PictureFactory(digest="a" * 64))
    assert video_of(visitor, event).one("video").get("poster") is None


def test_a_transcript_can_be_unfolded(visitor):
    event = EventFactory(live=True, video_file="videos/a.mp4", transcript_en="<p>A stage.</p>")
    words = video_of(visitor, event).one("details")
    assert words.texts("summary") == ["Read what the video shows and says"]
    assert words.texts("p") == ["A stage."]


@pytest.mark.parametrize("video", [{"video_file": "videos/a.mp4"}, {"video_url": "https://vimeo.com/123456789"}])
def test_without_a_transcript_there_is_nothing_to_unfold(visitor, video):
    assert video_of(visitor, EventFactory(live=True, **video)).all("details") == []


def test_a_transcript_of_a_video_that_is_not_there_stays_away(visitor):
    event = EventFactory(live=True, transcript_en="<p>A stage.</p>")
    assert read(visitor, event.get_absolute_url()).all("details.video-transcript") == []
