"""What becomes of an original: which files, what they show, and what they keep to themselves."""

import re
from io import StringIO

import pytest
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command
from PIL import Image

from content.pictures import disk_space
from content.pictures.intake.originals import take_in
from content.pictures.models import Picture
from content.pictures.renditions import render_worker, tasks
from content.pictures.renditions.files import OriginalMissing, make_missing, rendition_name, rendition_url, widths_for
from content.pictures.renditions.tasks import enqueue_renditions, make_renditions
from content.workflow.signals import published
from gallery.models import Photo
from smartup.nightly import run_nightly
from tests.factories import AlbumFactory, PictureFactory
from tests.pictures.photos import display_profile, encoded, landscape, on_its_side, upload

RED, BLUE, WHITE = (254, 0, 0), (0, 0, 254), (254, 254, 254)


def kept(content: bytes, name="zaal.jpg") -> Picture:
    """A picture that was taken in and saved, as the demonstration content does it."""
    picture = Picture(title="Hall", original=upload(content, name))
    take_in(picture)
    picture.save()
    return picture


def lost(content: bytes) -> Picture:
    """A picture whose original storage has lost."""
    picture = kept(content)
    storages["private"].delete(picture.original.name)
    return picture


def made(content: bytes, name="zaal.jpg") -> Picture:
    picture = kept(content, name)
    make_missing(picture)
    return picture


def size_of(picture, width, extension) -> Image.Image:
    with default_storage.open(rendition_name(picture.digest, width, extension)) as file:
        image = Image.open(file)
        image.load()
    return image


def files_of(picture) -> list[str]:
    _folders, files = default_storage.listdir(f"renditions/{picture.digest[:2]}")
    return sorted(name.removeprefix(f"{picture.digest}-") for name in files if picture.digest in name)


def about(pixel, colour) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((200, 300), (200,)),
        ((320, 200), (320,)),
        ((1000, 600), (320, 480, 640, 960, 1000)),
        ((2560, 1920), (320, 480, 640, 960, 1280, 1600, 1920, 2560)),
        ((6000, 4000), (320, 480, 640, 960, 1280, 1600, 1920, 2560)),
        ((4000, 6000), (320, 480, 640, 960, 1280, 1600)),
        ((100, 60_000), (100,)),
    ],
)
def test_no_size_is_wider_than_the_original_or_larger_than_screens_show(size, expected):
    assert widths_for(*size) == expected


def test_every_size_is_there_in_both_formats(db):
    picture = made(encoded(landscape((700, 420))))
    assert files_of(picture) == [
        "320.avif", "320.jpg", "480.avif", "480.jpg", "640.avif", "640.jpg", "700.avif", "700.jpg",
    ]  # fmt: skip
    assert [size_of(picture, width, "jpg").size for width in (320, 700)] == [(320, 192), (700, 420)]
    assert size_of(picture, 320, "avif").format == "AVIF"
    assert size_of(picture, 320, "jpg").info["progressive"] == 1


@pytest.mark.parametrize("extension", ["avif", "jpg"])
def test_a_picture_taken_with_the_camera_on_its_side_stands_upright(db, extension):
    shown = size_of(made(on_its_side()), 320, extension)
    assert shown.size == (320, 533)
    # Orientation 6: what was left is now on top, and the white edge is on the right.
    assert about(shown.getpixel((50, 100)), RED)
    assert about(shown.getpixel((50, 450)), BLUE)
    assert about(shown.getpixel((310, 300)), WHITE)


@pytest.mark.parametrize("extension", ["avif", "jpg"])
def test_nothing_of_the_camera_the_place_and_the_profile_is_in_any_size(db, extension):
    original = encoded(Image.open(upload(on_its_side())), exif=Image.open(upload(on_its_side())).getexif(),
                       icc_profile=display_profile(), comment=b"taken in Emmen", xmp=b"<x:xmpmeta>Emmen</x:xmpmeta>")  # fmt: skip
    assert all(told in original for told in (b"Secretive", b"Emmen", b"ICC_PROFILE"))
    picture = made(original)
    for width in widths_for(picture.width, picture.height):
        shown = size_of(picture, width, extension)
        assert (dict(shown.getexif()), shown.info.get("icc_profile"), shown.info.get("comment")) == ({}, None, None)
        with default_storage.open(rendition_name(picture.digest, width, extension)) as file:
            content = file.read()
        assert not [told for told in (b"Secretive", b"Emmen", b"ICC_PROFILE", b"Exif\0", b"xmpmeta") if told in content]


def test_a_png_s_words_stay_behind(db):
    transparent = Image.new("RGBA", (400, 300), (255, 0, 0, 100))
    transparent.info["Author"] = "somebody"
    shown = size_of(made(encoded(transparent, "PNG", icc_profile=display_profile()), "logo.png"), 400, "png")
    assert set(shown.info) == set()


def test_what_is_transparent_stays_so_and_comes_as_png(db):
    logo = Image.new("RGBA", (400, 200), (255, 0, 0, 0))
    logo.paste((255, 0, 0, 255), (0, 0, 200, 200))
    picture = made(encoded(logo, "PNG"), "logo.png")
    assert files_of(picture) == ["320.avif", "320.png", "400.avif", "400.png"]
    for extension in ("avif", "png"):
        shown = size_of(picture, 320, extension).convert("RGBA")
        assert (shown.getpixel((10, 10))[3] > 250, shown.getpixel((310, 10))[3] < 5) == (True, True)


@pytest.mark.parametrize("mode", ["CMYK", "L", "P", "1", "YCbCr"])
def test_pictures_for_print_and_of_few_colours_look_right(db, mode):
    image = landscape((400, 240)).convert(mode)
    form = "TIFF" if mode == "YCbCr" else "PNG" if mode in {"P", "1"} else "JPEG"
    shown = size_of(made(encoded(image, form)), 400, "jpg")
    assert shown.mode == "RGB"
    expected = image.convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert about(shown.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)), expected)


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_sixteen_bits_of_grey_keep_their_middle_tones(db, form):
    grey = Image.new("I;16", (400, 240), 32768)
    assert about(size_of(made(encoded(grey, form)), 400, "jpg").getpixel((200, 120)), (128, 128, 128))


def test_colours_are_those_that_the_profile_means(db):
    # In this profile the primaries of red and blue have changed places: what is stored as red is meant as blue.
    profile = bytearray(display_profile())
    red, blue = (profile.index(tag, 128) for tag in (b"rXYZ", b"bXYZ"))
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    shown = size_of(made(encoded(Image.new("RGB", (400, 240), "red"), icc_profile=bytes(profile))), 400, "jpg")
    assert about(shown.getpixel((200, 120)), BLUE)


def test_a_profile_that_is_none_does_no_harm(db):
    shown = size_of(made(encoded(Image.new("RGB", (400, 240), "red"), icc_profile=b"no profile")), 400, "jpg")
    assert about(shown.getpixel((200, 120)), RED)


def test_files_that_are_there_are_left_alone(db):
    picture = made(encoded(landscape((400, 240))))
    default_storage.delete(rendition_name(picture.digest, 320, "jpg"))
    before = default_storage.get_modified_time(rendition_name(picture.digest, 320, "avif"))
    assert make_missing(picture) == 1
    assert default_storage.get_modified_time(rendition_name(picture.digest, 320, "avif")) == before


def test_a_size_is_stored_whole_or_not_at_all(db, monkeypatch):
    picture = kept(encoded(landscape((401, 240))))

    def power_cut(descriptor):
        raise OSError("no power")

    monkeypatch.setattr(render_worker.os, "fsync", power_cut)
    with pytest.raises(OSError, match="no power"):
        make_missing(picture)
    assert files_of(picture) == []
    picture.refresh_from_db()
    assert picture.ready is False


def test_nothing_public_carries_the_original(db):
    picture = made(on_its_side())
    _folders, public = default_storage.listdir(f"renditions/{picture.digest[:2]}")
    for name in public:
        assert default_storage.size(f"renditions/{picture.digest[:2]}/{name}") != picture.original.size
    assert storages["private"].exists(picture.original.name)
    assert not default_storage.exists(picture.original.name)


def test_an_original_that_storage_has_lost_is_named(db):
    picture = lost(encoded(landscape((402, 240))))
    with pytest.raises(OriginalMissing, match=re.escape(picture.original.name)):
        make_missing(picture)


def test_a_file_that_changed_meanwhile_keeps_the_row_unready(db):
    picture = kept(encoded(landscape((403, 240))))
    Picture.objects.update(digest="f" * 64)
    make_missing(picture)
    picture.refresh_from_db()
    assert picture.ready is False


@pytest.mark.django_db(transaction=True)
def test_saving_makes_the_sizes_and_tells_who_shows_them():
    heard = []

    def hear(sender, pk, **_kwargs):
        heard.append((sender, pk))

    published.connect(hear)
    picture = kept(encoded(landscape((404, 240))))
    enqueue_renditions(picture)
    published.disconnect(hear)
    picture.refresh_from_db()
    assert (picture.ready, picture.tries, heard) == (True, 1, [(Picture, picture.pk)])


def test_a_task_that_comes_twice_or_late_does_nothing(db):
    picture = kept(encoded(landscape((405, 240))))
    label, key = "pictures.picture", str(picture.pk)
    make_renditions.func(label, key)
    make_renditions.func(label, key)
    picture.refresh_from_db()
    assert picture.tries == 1
    picture.delete()
    make_renditions.func(label, key)


@pytest.mark.django_db(transaction=True)
def test_what_fails_is_tried_again_behind_the_others_and_given_up_after_five():
    picture = lost(encoded(landscape((411, 240))))
    enqueue_renditions(picture)
    picture.refresh_from_db()
    assert (picture.ready, picture.tries) == (False, tasks.MAX_TRIES)


@pytest.mark.django_db(transaction=True)
def test_each_night_tries_once_more_what_was_given_up_and_what_a_killed_worker_left():
    picture, unfinished = kept(encoded(landscape((412, 240)))), kept(encoded(landscape((413, 240))))
    hopeless = lost(encoded(landscape((414, 240))))
    Picture.objects.exclude(pk=unfinished.pk).update(tries=tasks.MAX_TRIES)
    Picture.objects.filter(pk=unfinished.pk).update(tries=1)
    run_nightly.func()
    made = Picture.objects.in_bulk()
    assert [(made[each.pk].ready, made[each.pk].tries) for each in (picture, unfinished, hopeless)] == [
        (True, tasks.MAX_TRIES), (True, 2), (False, tasks.MAX_TRIES),
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_editors_are_told_what_could_not_be_made_and_try_again(editor):
    editor.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    given_up = PictureFactory(digest="a" * 64, tries=tasks.MAX_TRIES)
    PictureFactory(digest="b" * 64, tries=1)
    needs = [need for need in editor.get("/admin/").context["needs"] if need.kind == "Pictures"]
    assert [(need.number, str(need.words)) for need in needs] == [
        (1, "that visitors don’t see: their sizes could not be made")
    ]
    assert list(editor.get(needs[0].url).context["cl"].queryset) == [given_up]
    page = editor.post(needs[0].url, {"action": "make_sizes", "_selected_action": [given_up.pk]}, follow=True)
    assert [str(message) for message in page.context["messages"]] == ["Sizes of 1 picture are being made."]
    given_up.refresh_from_db()
    assert given_up.ready


def test_nothing_is_made_that_the_disk_has_no_room_for(db, monkeypatch):
    picture = kept(encoded(landscape((415, 240))))
    monkeypatch.setattr(disk_space, "RESERVE", 10**18)
    with pytest.raises(disk_space.NoRoom):
        make_missing(picture)
    assert not default_storage.exists(rendition_name(picture.digest, 320, "jpg"))


def test_the_command_makes_what_is_missing_of_every_kind_of_picture(db):
    picture = kept(encoded(landscape((406, 240))))
    photo = Photo(album=AlbumFactory(), original=upload(encoded(landscape((407, 240)))), alt_en="Hall")
    take_in(photo)
    photo.save()
    call_command("make_renditions", stdout=StringIO())
    picture.refresh_from_db()
    photo.refresh_from_db()
    assert (picture.ready, photo.ready) == (True, True)
    again = StringIO()
    call_command("make_renditions", stdout=again)
    assert again.getvalue() == ""


def test_the_command_goes_on_after_a_failure_and_gives_up_after_five(db):
    broken = lost(encoded(landscape((408, 240))))
    good = kept(encoded(landscape((409, 240))))
    for _run in range(tasks.MAX_TRIES):
        with pytest.raises(CommandError, match="1 could not be made"):
            call_command("make_renditions", stdout=StringIO(), stderr=StringIO())
    call_command("make_renditions", stdout=StringIO())
    broken.refresh_from_db()
    good.refresh_from_db()
    assert (broken.ready, broken.tries, good.ready) == (False, 5, True)
    with pytest.raises(CommandError):
        call_command("make_renditions", "--again", stdout=StringIO(), stderr=StringIO())


def test_the_address_of_a_size_is_where_storage_has_it(db):
    picture = made(encoded(landscape((410, 240))))
    name = rendition_name(picture.digest, 320, "avif")
    assert rendition_url(picture.digest, 320, "avif") == default_storage.url(name)
