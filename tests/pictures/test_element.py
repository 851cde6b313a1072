"""The {% picture %} element: what browsers and screen readers get of a picture."""

import re

import pytest
from django.template import Context, Template
from django.utils.translation import override

from content.pictures.models import Picture, picture_columns
from content.pictures.templatetags.pictures import picture, thumbnail
from events.models import Speaker
from gallery.models import Photo
from tests.factories import SpeakerFactory

DIGEST = "ab" * 32
FILE = f"/media/renditions/ab/{DIGEST}"


def hall(**changed) -> Picture:
    """A picture that is ready, 700 by 420."""
    told = {"title": "Hall", "alt_nl": "De zaal", "alt_en": "The hall", "digest": DIGEST, "width": 700, "height": 420,
            "ready": True, "placeholder": "data:image/webp;base64,UklGRg=="}  # fmt: skip
    return Picture(**told | changed)


def attribute(html, name):
    return re.search(rf'<img[^>]*? {name}="([^"]*)"', html)[1]


def test_the_whole_element():
    with override("en"):
        shown = picture(hall(), "", slot="portrait")
    sizes = "(min-width: 640px) 240px, 160px"
    assert shown == (
        '<picture class="picture" data-slot="portrait">'
        f'<source type="image/avif" srcset="{FILE}-320.avif 320w, {FILE}-480.avif 480w" sizes="{sizes}">'
        f'<img src="{FILE}-480.jpg" srcset="{FILE}-320.jpg 320w, {FILE}-480.jpg 480w" sizes="{sizes}"'
        ' width="700" height="420" alt="The hall" loading="lazy" decoding="async"></picture>'
    )


def test_only_sizes_that_exist_are_offered():
    widths = re.findall(r"(\d+)w", attribute(picture(hall(), "", slot="hero"), "srcset"))
    assert widths == ["320", "480", "640", "700"]


def test_transparent_pictures_fall_back_to_png():
    shown = picture(hall(transparent=True), "", slot="logo")
    assert (attribute(shown, "src"), ".jpg" in shown) == (f"{FILE}-480.png", False)


@pytest.mark.parametrize(
    ("language", "nl", "en", "words"),
    [
        ("nl", "De zaal", "The hall", 'alt="De zaal"'),
        ("en", "De zaal", "The hall", 'alt="The hall"'),
        ("en", "De zaal", "", 'alt="De zaal" lang="nl"'),
        ("nl", "", "The hall", 'alt="The hall" lang="en"'),
        ("nl", "", "", 'alt=""'),
    ],
)
def test_words_are_those_of_the_page_or_say_which_language_they_are_in(language, nl, en, words):
    with override(language):
        shown = picture(hall(alt_nl=nl, alt_en=en), "", slot="card")
    assert re.search(r'alt="[^"]*"(?: lang="..")?', shown)[0] == words


def test_a_decorative_picture_says_nothing():
    assert attribute(picture(hall(decorative=True), "", slot="card"), "alt") == ""


def test_what_is_seen_first_is_loaded_first():
    shown = picture(hall(), "", slot="hero", eager=True)
    assert ('fetchpriority="high"' in shown, "loading" in shown, "decoding" in shown) == (True, False, False)


@pytest.mark.parametrize(("focal", "marked"), [(50, []), (52, []), (0, ["0"]), (34, ["30"]), (96, ["100"])])
def test_the_focal_point_is_told_in_steps_that_the_stylesheet_knows(focal, marked):
    shown = picture(hall(focal_x=focal), "", slot="card")
    assert re.findall(r'data-focus-x="(\d+)"', shown) == marked
    assert "data-focus-y" not in shown


def test_until_its_sizes_are_made_a_picture_is_a_few_pixels_in_the_same_place():
    with override("en"):
        shown = picture(hall(ready=False), "", slot="card")
    assert shown == (
        '<picture class="picture" data-slot="card"><img src="data:image/webp;base64,UklGRg==" width="700" height="420"'
        ' alt="The hall" loading="lazy" decoding="async"></picture>'
    )


def test_whatever_is_in_the_columns_can_not_leave_its_attribute():
    evil = '"><script>alert(1)</script>'
    for changed in ({"alt_nl": evil, "alt_en": evil}, {"digest": evil}, {"placeholder": evil, "ready": False}):
        assert "<script" not in picture(hall(**changed), "", slot="card")
    assert "<script" not in picture(None, "portrait", slot="portrait", name="<script Evil")
    assert "<script" not in picture(None, "logo", slot="logo", name=evil)


@pytest.mark.parametrize("missing", [None, "", hall(digest="")])
def test_no_picture_gives_a_folded_mirror(missing):
    shown = picture(missing, "", slot="card")
    assert shown.startswith('<span class="picture-missing" data-slot="card" aria-hidden="true"><svg')


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Emily Wise", "EW"), ("Nina Alkærsig Jensen", "NJ"), ("Jan van der Berg", "JB"), ("Åsa", "Å"), ("émile 2", "É")],
)
def test_who_has_no_portrait_shows_initials(name, letters):
    shown = picture(None, "portrait", slot="portrait", name=name)
    assert shown == f'<span class="initials" aria-hidden="true">{letters}</span>'


def test_objects_and_rows_give_the_same_without_a_query_of_the_tag(db, django_assert_num_queries):
    portrait = hall()
    portrait.save()
    SpeakerFactory(portrait=portrait, live=True)
    with django_assert_num_queries(2):
        from_object = picture(Speaker.objects.select_related("portrait").get(), "portrait", slot="portrait")
        from_row = picture(Speaker.objects.values(*picture_columns("portrait")).get(), "portrait", slot="portrait")
    assert from_object == from_row
    assert f"{FILE}-480.avif" in from_row


def test_a_row_without_a_portrait_shows_initials(db):
    SpeakerFactory(name="Ron Boschma", live=True)
    row = Speaker.objects.values("name", *picture_columns("portrait")).get()
    assert "RB" in picture(row, "portrait", slot="portrait", name=row["name"])


def test_a_row_that_lacks_the_columns_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        picture({"name": "Ron Boschma"}, "portrait", slot="portrait")


def test_a_photo_needs_no_mark_of_decoration():
    photo = Photo(alt_nl="De zaal", digest=DIGEST, width=700, height=420, ready=True)
    assert attribute(picture(photo, "", slot="tile"), "alt") == "De zaal"


def test_the_tag_in_a_template():
    page = Template('{% load pictures %}{% picture hall "" slot="card" eager=True %}').render(Context({"hall": hall()}))
    assert page == picture(hall(), "", slot="card", eager=True)


def test_no_style_or_script_attribute_that_the_policy_would_stop():
    everything = picture(hall(), "") + picture(None) + picture(hall(ready=False), "") + thumbnail(hall())
    assert re.findall(r"\s(?:style|on\w+)=", everything) == []


def test_a_thumbnail_is_sharp_on_fine_screens_and_works_while_the_sizes_are_made():
    assert thumbnail(hall(), width=200) == (
        f'<img class="thumbnail" src="{FILE}-480.avif" width="200" height="120" alt="" loading="lazy">'
    )
    assert attribute(thumbnail(hall(ready=False)), "src") == "data:image/webp;base64,UklGRg=="
    assert "picture-missing" in thumbnail(None)
