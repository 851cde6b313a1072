"""Which files come in as pictures, what is read of them, and what editors are told of the others."""

from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from re import fullmatch
from threading import Event

import pytest
from django.core.exceptions import ValidationError
from django.forms import modelform_factory
from freezegun import freeze_time
from PIL import Image

from content.pictures.intake import file_signatures, originals, pixels
from content.pictures.intake.originals import read_original, take_in
from content.pictures.models import Picture
from gallery.models import Photo
from tests.factories import AlbumFactory
from tests.pictures.photos import EXIF, MOMENT, OFFSET, encoded, landscape, on_its_side, telling_exif, upload

pytestmark = pytest.mark.usefixtures("in_english")

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64)
MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(64)


def refusal(file) -> str:
    with pytest.raises(ValidationError) as refused:
        read_original(file)
    return refused.value.messages[0]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "HEIF"])
def test_the_formats_of_cameras_and_designers_come_in(form):
    measures = read_original(upload(encoded(landscape(), form), f"zaal.{form.lower()}"))
    assert (measures.width, measures.height, measures.transparent) == (1000, 600, False)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (encoded(landscape(), "GIF"), "a GIF"),
        (encoded(landscape(), "BMP"), "a BMP"),
        (b"PK\x03\x04word/", "an archive or an office document"),
        (MP4, "a video"),
        (SVG, "an SVG drawing"),
        (b"<!DOCTYPE html><title>Zaal</title>", "a web page"),
        ("Een dag die een spiegel voorhield, café".encode(), "a text"),
        (b"\0\xff\0\xfe", "a file that we don't know"),
    ],
)
def test_what_is_no_photo_is_called_by_its_name(content, kind):
    said = f"zaal.jpg is {kind}, not a photo. Save it as JPEG and upload it again."
    assert refusal(upload(content)) == said


@pytest.mark.parametrize("installed", [True, False])
def test_a_broken_photo_of_a_phone_is_called_damaged_where_such_can_be_read(installed, monkeypatch):
    monkeypatch.setattr(file_signatures, "HEIF_FORMATS", ("HEIF",) if installed else ())
    said = "zaal.jpg is damaged" if installed else "zaal.jpg is a HEIC file, not a photo."
    assert refusal(upload(HEIC)).startswith(said)


def test_a_postscript_file_that_pillow_could_open_stays_out():
    assert refusal(upload(encoded(landscape(), "EPS"))).startswith("zaal.jpg is a text, not a photo.")


def test_an_empty_file_is_called_empty():
    assert refusal(upload(b"")) == "zaal.jpg is empty. Choose the file again."


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "HEIF"])
@pytest.mark.parametrize("kept", [0.4, 0.9])
def test_a_file_that_was_cut_off_is_refused(form, kept):
    noise = Image.effect_noise((400, 300), 80).convert("RGB")
    whole = encoded(noise, form)
    assert refusal(upload(whole[: int(len(whole) * kept)])).startswith(
        "zaal.jpg is damaged: not all of it can be read."
    )


@pytest.mark.filterwarnings("ignore::UserWarning:PIL.TiffImagePlugin")
def test_files_with_overwritten_bytes_never_raise_anything_but_a_refusal():
    whole = bytearray(encoded(landscape((64, 48)), exif=telling_exif()))
    for place in range(len(whole)):
        broken = bytes(whole[:place]) + b"\xff" + bytes(whole[place + 1 :])
        try:
            read_original(upload(broken))
        except ValidationError:
            continue


def test_a_small_file_that_unpacks_to_a_huge_picture_is_refused():
    bomb = encoded(Image.new("1", (20_000, 20_000)), "PNG")
    assert len(bomb) < 100_000
    assert refusal(upload(bomb)) == "zaal.jpg has more than 120 megapixels. Make it smaller and upload it again."


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")  # pytest takes away that it is an error
def test_a_picture_between_the_limit_and_twice_that_is_refused_too():
    wide = encoded(Image.new("1", (12_001, 10_000)), "PNG")
    assert refusal(upload(wide)) == "zaal.jpg has more than 120 megapixels. Make it smaller and upload it again."


def test_a_file_that_is_too_large_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(originals, "MAX_BYTES", 1024**2)
    said = refusal(upload(b"%PDF" + bytes(1024**2)))
    assert said == "zaal.jpg is larger than 1 MB. Save it as JPEG and upload it again."


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (1000, 600)), (3, (1000, 600)), (6, (600, 1000)), (8, (600, 1000))]
)
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_width_and_height_are_those_of_the_upright_picture(form, orientation, size):
    exif = telling_exif(orientation)
    told = exif.tobytes() if form == "HEIF" else exif  # its writer turns for no other
    measures = read_original(upload(encoded(landscape(), form, exif=told)))
    assert (measures.width, measures.height) == size


def test_only_what_lets_the_ground_show_counts_as_transparent():
    opaque = landscape(mode="RGBA")
    see_through = landscape(mode="RGBA")
    see_through.putpixel((0, 0), (0, 0, 0, 0))
    assert [read_original(upload(encoded(image, "PNG"))).transparent for image in (opaque, see_through)] == [
        False,
        True,
    ]


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_the_placeholder_is_a_tiny_picture_of_the_same_shape(mode):
    noise = Image.effect_noise((900, 600), 120).convert(mode)
    uri = read_original(upload(encoded(noise, "PNG"))).placeholder
    assert uri.startswith("data:image/webp;base64,")
    assert len(uri) < 400


def test_the_camera_s_clock_is_read_in_the_site_s_time_zone():
    assert read_original(upload(on_its_side())).taken_at == datetime(2018, 9, 19, 12, 30, tzinfo=UTC)


def test_a_time_zone_that_the_camera_tells_counts():
    exif = telling_exif()
    exif.get_ifd(EXIF)[OFFSET] = "+09:00"
    measures = read_original(upload(encoded(landscape(), exif=exif)))
    assert measures.taken_at == datetime(2018, 9, 19, 5, 30, tzinfo=UTC)


def test_make_and_model_are_read_and_who_took_it():
    exif = telling_exif()
    exif[0x0110], exif[0x013B], exif[0x8298] = "Secretive X100\0\0", "Marieke\nde Boer", "© Somebody else"
    measures = read_original(upload(encoded(landscape(), exif=exif)))
    assert (measures.camera, measures.credit) == ("Secretive X100", "Marieke de Boer")


def test_a_credit_that_an_editor_gave_stays(db):
    exif = telling_exif()
    exif[0x013B] = "Marieke de Boer"
    photos = [Photo(original=upload(encoded(landscape(), exif=exif)), credit=given) for given in ("", "Jan Smit")]
    for photo in photos:
        take_in(photo)
    assert [photo.credit for photo in photos] == ["Marieke de Boer", "Jan Smit"]


def test_an_original_is_kept_as_what_it_is_whatever_it_is_called(db):
    picture = Picture(title="Hall", original=upload(encoded(landscape(), "PNG"), "../../etc/zaal.html"))
    take_in(picture)
    picture.save()
    assert fullmatch(r"originals/[0-9a-f]{32}\.png", picture.original.name)


def test_a_name_that_is_long_or_turns_letters_around_is_told_in_short():
    said = refusal(upload(b"", f"{'n' * 200}a\u202egpj.exe"))
    assert said == f"{'n' * 30}…{'n' * 22}agpj.exe is empty. Choose the file again."


def test_a_clock_that_was_never_set_is_no_date():
    exif = telling_exif()
    exif.get_ifd(EXIF)[MOMENT] = "0000:00:00 00:00:00"
    assert read_original(upload(encoded(landscape(), exif=exif))).taken_at is None


@pytest.mark.parametrize(
    ("moment", "offset"),
    [
        ("0001:01:01 00:00:00", ""),
        ("9999:12:31 23:59:59", "+00:00"),
        ("1899:12:31 12:00:00", ""),
        ("2099:01:01 12:00:00", ""),
    ],
)
def test_a_year_that_can_t_be_is_no_date(moment, offset):
    exif = telling_exif()
    exif.get_ifd(EXIF).update({MOMENT: moment, OFFSET: offset})
    assert read_original(upload(encoded(landscape(), exif=exif))).taken_at is None


@freeze_time("2026-11-30")
def test_a_clock_that_is_a_year_ahead_can_be_corrected_and_is_read():
    exif = telling_exif()
    exif.get_ifd(EXIF)[MOMENT] = "2027:09:19 14:30:00"
    assert read_original(upload(encoded(landscape(), exif=exif))).taken_at == datetime(2027, 9, 19, 12, 30, tzinfo=UTC)


def test_the_file_is_left_at_its_beginning():
    content = encoded(landscape())
    file = upload(content)
    read_original(file)
    assert file.read() == content


def test_a_form_fills_the_measures_and_asks_for_new_sizes(db):
    picture = Picture(title="Hall", original=upload(encoded(landscape())), ready=True, tries=5)
    form = modelform_factory(Picture, fields=["title", "original"])(
        {"title": "Hall"}, {"original": upload(on_its_side())}, instance=picture
    )
    assert form.is_valid(), form.errors
    saved = form.save()
    saved.refresh_from_db()
    assert (saved.width, saved.height, saved.ready, saved.tries) == (600, 1000, False, 0)
    assert len(saved.digest) == 64
    assert saved.digest != sha256(on_its_side()).hexdigest()  # or who has the photo could ask whether a draft shows it
    with saved.original.open() as file:
        assert file.read() == on_its_side()


def test_a_form_says_why_a_file_is_refused(db):
    form = modelform_factory(Picture, fields=["title", "original"])({"title": "Hall"}, {"original": upload(SVG)})
    assert form.errors["original"] == ["zaal.jpg is an SVG drawing, not a photo. Save it as JPEG and upload it again."]


def test_a_form_without_a_new_file_leaves_the_sizes_alone(db):
    picture = Picture(title="Hall", original=upload(encoded(landscape())))
    take_in(picture)
    picture.ready = True
    picture.save()
    form = modelform_factory(Picture, fields=["title", "original"])(
        {"title": "The hall"}, instance=Picture.objects.get(pk=picture.pk)
    )
    assert form.save().ready is True


def test_the_admin_takes_a_picture_and_names_a_file_that_is_none(editor):
    address = "/admin/pictures/picture/add/"
    words = {"title": "Hall", "focal_x": "50", "focal_y": "50"}
    refused = editor.post(address, {**words, "original": upload(SVG)}, headers={"accept-language": "en"})
    assert refused.context["adminform"].form.errors["original"][0].startswith("zaal.jpg is an SVG drawing")
    editor.post(address, {**words, "original": upload(on_its_side())})
    assert list(Picture.objects.values_list("title", "width", "height")) == [("Hall", 600, 1000)]


def test_a_photo_learns_when_it_was_taken_unless_somebody_said_so(db):
    said = datetime(2018, 9, 20, tzinfo=UTC)
    album = AlbumFactory()
    photos = [Photo(album=album, original=upload(on_its_side()), taken_at=moment) for moment in (None, said)]
    for photo in photos:
        take_in(photo)
    assert [photo.taken_at for photo in photos] == [datetime(2018, 9, 19, 12, 30, tzinfo=UTC), said]


def test_an_original_in_storage_is_measured_and_closed_again(db):
    picture = Picture(title="Hall", original=upload(encoded(landscape())))
    picture.save()
    stored = Picture.objects.get(pk=picture.pk)
    take_in(stored)
    assert (stored.width, stored.original.closed) == (1000, True)


# --- Scans of a JPEG -------------------------------------------------------------------------------------------


def with_scans(count: int, size=(400, 300), **options) -> bytes:
    """A JPEG whose last scan is there so often that there are `count` in all."""
    whole = encoded(Image.new("L", size, 128), progressive=True, **options)
    last = whole[whole.rindex(b"\xff\xda") : -2]
    return whole[:-2] + last * (count - whole.count(b"\xff\xda")) + whole[-2:]


def test_a_jpeg_that_goes_over_its_picture_for_minutes_is_refused():
    assert refusal(upload(with_scans(101))).startswith("zaal.jpg is damaged: not all of it can be read.")
    assert read_original(upload(with_scans(100))).width == 400


def test_what_a_jpeg_carries_along_is_no_scan_of_its_picture():
    thumbnail = telling_exif().tobytes() + b"\xff\xda\0\2" * 150
    film = b"\0\0\0\x18ftypmp42" + b"\xff\xda\0\2" * 1000
    assert read_original(upload(with_scans(10, exif=thumbnail) + film)).width == 400


def test_the_first_of_two_pictures_in_one_file_is_no_exception():
    two = encoded(landscape(), "MPO", save_all=True, append_images=[landscape()], progressive=True)
    end = two.index(b"\xff\xd9")
    last = two[two.rindex(b"\xff\xda", 0, end) : end]
    bomb = two[:end] + last * 100 + two[end:]
    assert Image.open(BytesIO(bomb)).format == "MPO"
    assert refusal(upload(bomb)).startswith("zaal.jpg is damaged: not all of it can be read.")


def test_nobody_waits_for_a_picture_that_takes_minutes(monkeypatch):
    over = Event()
    with monkeypatch.context() as stuck:
        stuck.setattr(pixels, "LOOK_TIMEOUT", 0.3)
        stuck.setattr(originals, "has_too_many_scans", lambda _content: over.wait())
        assert refusal(upload(encoded(landscape()))).startswith("zaal.jpg is damaged: not all of it can be read.")
    assert read_original(upload(encoded(landscape()))).width == 1000
    over.set()
