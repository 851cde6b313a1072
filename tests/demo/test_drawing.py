"""Every picture that the demonstration names can be drawn, again and again, and none resembles another."""

import tomllib
from itertools import combinations
from pathlib import Path

import pytest
from PIL import ImageChops, ImageStat

from demo import drawing

TEXTS = Path(drawing.__file__).parent.parent / "texts"
PICTURES = tomllib.loads((TEXTS / "pictures.toml").read_text())["picture"]
ALBUMS = tomllib.loads((TEXTS / "albums.toml").read_text())["album"]
PHOTOS = [photo for album in ALBUMS for photo in album["photo"]]
SMALL = 0.125


@pytest.fixture(scope="module")
def thumbnails():
    """Every gallery picture as 16 by 16 pixels, by file."""
    return {photo["file"]: drawing.draw(photo["file"], SMALL).resize((16, 16)) for photo in PHOTOS}


def test_what_is_named_is_what_can_be_drawn():
    assert sorted(entry["file"] for entry in PICTURES + PHOTOS) == sorted(drawing.files())


@pytest.mark.parametrize(
    ("file", "size"),
    [
        ("hero-emmen.jpg", (2400, 1350)),
        ("cover-bottom-up.jpg", (1600, 1067)),
        ("portrait-emily-wise.jpg", (1000, 1000)),
        ("logo-relos3.png", (900, 600)),
        ("poster-smart-up.jpg", (1280, 720)),
        ("emmen-mill.jpg", (1200, 1800)),
    ],
)
def test_a_picture_comes_out_in_its_full_size(file, size):
    assert drawing.draw(file).size == size


@pytest.mark.parametrize("file", ["emmen-notes.jpg", "logo-tracs3.png"])
def test_drawing_twice_gives_the_same_bytes(file):
    assert drawing.encode(file, 0.5) == drawing.encode(file, 0.5)


def test_an_album_holds_pictures_of_several_shapes(thumbnails):
    shapes = {drawing.draw(photo["file"], SMALL).size for photo in ALBUMS[0]["photo"]}
    assert shapes == {(225, 150), (150, 225), (200, 200), (300, 120)}


def test_no_two_gallery_pictures_are_nearly_alike(thumbnails):
    def distance(pair):
        difference = ImageChops.difference(thumbnails[pair[0]], thumbnails[pair[1]])
        return sum(ImageStat.Stat(difference).mean)

    pairs = combinations(sorted(thumbnails), 2)
    assert [pair for pair in pairs if distance(pair) < 60] == []


@pytest.mark.parametrize("entry", PICTURES + PHOTOS, ids=lambda entry: entry["file"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_reader_who_cannot_see_is_told_what_a_picture_shows(entry, language):
    assert 40 <= len(entry["alt"][language]) <= 300
    assert entry["alt"]["nl"] != entry["alt"]["en"]


def test_a_head_that_is_drawn_is_not_passed_off_as_a_likeness():
    portraits = [entry for entry in PICTURES if entry["key"].startswith("portrait-")]
    assert [entry["alt"]["nl"].partition(":")[0] for entry in portraits] == ["Tekening, geen gelijkenis"] * 4
    assert [entry["alt"]["en"].partition(":")[0] for entry in portraits] == ["A drawing, not a likeness"] * 4
