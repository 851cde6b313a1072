"""The corpus of bad files: each gives the right picture or a clear refusal, in bounded memory and time."""

import json
import resource
import struct
import subprocess
import sys
import zlib
from io import BytesIO
from re import fullmatch

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

from content.pictures.renditions.files import rendition_name, widths_for
from content.pictures.renditions.tasks import try_rendering
from gallery.models import Photo
from tests.factories import AlbumFactory
from tests.gallery.sending import ask, send
from tests.pictures.photos import EXIF, MOMENT, OFFSET, encoded, landscape, telling_exif

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

SCRIPT = b"<script>alert(document.domain)</script>"
DAMAGED = "is damaged: not all of it can be read. Copy it from the camera again, or save it anew as JPEG."
TOO_LONG = "is more than 65000 pixels wide or high. Make it smaller and upload it again."
TOO_MANY = "has more than 120 megapixels. Make it smaller and upload it again."


def png(width: int, height: int, data: bytes, *, extra=b"", depth=8, colour=2) -> bytes:
    """Write a PNG by hand: a header that says what it likes, and compressed `data`."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def zeros(size: int) -> bytes:
    """Return `size` zeros, compressed to a thousandth."""
    packing = zlib.compressobj(9)
    block = bytes(1024**2)
    return b"".join(packing.compress(block) for _block in range(size // 1024**2)) + packing.flush()


def noise(form="JPEG", **options) -> bytes:
    return encoded(Image.effect_noise((400, 300), 80).convert("RGB"), form, **options)


def animated(form: str) -> bytes:
    frames = [landscape((200, 120)), landscape((200, 120)).rotate(180)]
    return encoded(frames[0], form, save_all=True, append_images=frames[1:], duration=100)


def jpeg_in_pdf() -> bytes:
    """A JPEG that a program for PDFs opens as well."""
    return encoded(landscape()) + b"\n%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF"


def gif_in_script() -> bytes:
    """A GIF that a browser would run as a script, if it were served as one."""
    return b"GIF89a/*" + encoded(landscape(), "GIF")[8:] + b"*/=1;alert(1)//"


def jpeg_with_script() -> bytes:
    return encoded(landscape(), comment=SCRIPT)


def without_suffix(words: str) -> str:
    return f"zaal.jpg is {words}, not a photo. Save it as JPEG and upload it again."


REFUSED = {
    "not an image": (b"MZ\x90\0" + bytes(500), without_suffix("a file that we don't know")),
    "a text": (b"Dear all, these are the photos", without_suffix("a text")),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>", without_suffix("an SVG drawing")),
    "SVG after a thousand blanks": (b" " * 2000 + b"<svg/>", without_suffix("a text")),
    "web page": (b"<!doctype html>" + SCRIPT, without_suffix("a web page")),
    "GIF and script": (gif_in_script(), without_suffix("a GIF")),
    "animated GIF": (animated("GIF"), without_suffix("a GIF")),
    "archive": (b"PK\x03\x04" + bytes(100), without_suffix("an archive or an office document")),
    "truncated JPEG": (noise()[:-2000], f"zaal.jpg {DAMAGED}"),
    "truncated in its head": (noise()[:100], f"zaal.jpg {DAMAGED}"),
    "truncated PNG": (noise("PNG")[:5000], f"zaal.jpg {DAMAGED}"),
    "truncated HEIC": (noise("HEIF")[:5000], f"zaal.jpg {DAMAGED}"),
    "one byte": (b"\xff", without_suffix("a file that we don't know")),
    "500 megapixels": (png(25_000, 20_000, zeros(1024**2)), f"zaal.jpg {TOO_MANY}"),
    "four billion lines": (png(2**31 - 1, 2**31 - 1, b"x"), f"zaal.jpg {TOO_MANY}"),
    "longer than any format": (png(100, 65_001, zeros(20 * 1024**2)), f"zaal.jpg {TOO_LONG}"),
    "wider than any format": (png(65_001, 100, zeros(20 * 1024**2)), f"zaal.jpg {TOO_LONG}"),
    "nothing wide": (png(0, 100, b"x"), f"zaal.jpg {DAMAGED}"),
    "a bomb in a comment": (
        png(8, 8, zlib.compress(bytes(8 * 25)), extra=chunk(b"zTXt", b"Comment\0\0" + zeros(200 * 1024**2))),
        f"zaal.jpg {DAMAGED}",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_in_words_and_leaves_nothing(photographer, name):
    content, said = REFUSED[name]
    answer = send(photographer, AlbumFactory(), content)
    assert (answer.status_code, answer.json()) == (422, {"refused": said})
    assert not Photo.objects.exists()


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "zaal.jpg is empty. Choose the file again."),
        (60 * 1024**2, "zaal.jpg is larger than 40 MB. Save it as JPEG and upload it again."),
    ],
)
def test_a_file_of_an_impossible_size_is_refused_before_it_is_sent(photographer, size, said):
    answer = ask(photographer, AlbumFactory(), "zaal.jpg", size)
    assert (answer.status_code, answer.json()) == (422, {"refused": said})


ODD = {
    "wrong extension": (encoded(landscape(), "PNG"), "png"),
    "no extension that is one": (encoded(landscape(), "WEBP"), "webp"),
    "CMYK": (encoded(landscape(mode="CMYK")), "jpg"),
    "grey": (encoded(landscape(mode="L")), "jpg"),
    "palette": (encoded(landscape().quantize(8), "PNG"), "png"),
    "palette with a clear colour": (encoded(landscape().quantize(8), "PNG", transparency=0), "png"),
    "black and white": (encoded(landscape(mode="1"), "PNG"), "png"),
    "16 bits": (encoded(landscape(mode="L").convert("I;16"), "PNG"), "png"),
    "16 bits TIFF": (encoded(landscape(mode="L").convert("I;16"), "TIFF"), "tiff"),
    "floating point": (encoded(landscape(mode="F"), "TIFF"), "tiff"),
    "animated WebP": (animated("WEBP"), "webp"),
    "animated PNG": (animated("PNG"), "png"),
    "animated AVIF": (animated("AVIF"), "avif"),
    "two pictures in one JPEG": (encoded(landscape(), "MPO", save_all=True, append_images=[landscape()]), "jpg"),
    "PDF and JPEG": (jpeg_in_pdf(), "jpg"),
    "JPEG with a script": (jpeg_with_script(), "jpg"),
    "HEIC": (encoded(landscape(), "HEIF"), "heic"),
}


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_becomes_the_right_picture(photographer, name):
    content, suffix = ODD[name]
    album = AlbumFactory()
    answer = send(photographer, album, content, name="zaal.jpg")
    assert answer.json().get("words") == "Added", answer.json()
    photo = album.photos.get()
    assert fullmatch(rf"originals/[0-9a-f]{{32}}\.{suffix}", photo.original.name)
    assert photo.width * 3 == photo.height * 5
    try_rendering(photo)
    assert shown(photo) == kept(content)


def shown(photo) -> list[str]:
    """What the public sees: left, right, and the files' formats; it fails on a file that holds more than a picture."""
    found = []
    for extension in ("avif", "png" if photo.transparent else "jpg"):
        with default_storage.open(
            rendition_name(photo.digest, max(widths_for(photo.width, photo.height)), extension)
        ) as file:
            content = file.read()
        assert SCRIPT not in content and b"PDF" not in content and b"Emmen" not in content
        with Image.open(BytesIO(content)) as image:
            assert (image.format, getattr(image, "n_frames", 1)) in {("AVIF", 1), ("JPEG", 1), ("PNG", 1)}
            found.append(sides(image.convert("RGB")))
    return found


def kept(content: bytes) -> list[str]:
    """What the drawing shows, as this kind of file can."""
    with Image.open(BytesIO(content)) as image:
        is_grey = image.mode in {"L", "1", "F"} or image.mode.startswith("I")
    return ["grey" if is_grey else "red and blue"] * 2


def sides(image: Image.Image) -> str:
    left, right = (image.getpixel((image.width * place // 4, image.height // 2)) for place in (1, 3))
    if max(left) - min(left) < 12 and max(right) - min(right) < 12:
        return "grey"
    return "red and blue" if left[0] > 150 > left[2] and right[2] > 150 > right[0] else f"{left} and {right}"


@pytest.mark.parametrize("size", [(100, 65_000), (65_000, 100), (1, 65_000), (65_000, 1), (1, 1)])
def test_a_strip_has_all_its_sizes(photographer, size):
    assert send(photographer, AlbumFactory(), encoded(Image.new("RGB", size, "red"), "PNG")).json()["words"] == "Added"
    photo = Photo.objects.get()
    try_rendering(photo)
    photo.refresh_from_db()
    assert photo.ready


@pytest.mark.parametrize(("moment", "offset"), [("0001:01:01 00:00:00", "+01:00"), ("9999:12:31 23:59:59", "+00:00")])
def test_a_date_that_can_t_be_stops_neither_the_upload_nor_a_page(photographer, visitor, moment, offset):
    album, exif = AlbumFactory(live=True), telling_exif()
    exif.get_ifd(EXIF).update({MOMENT: moment, OFFSET: offset})
    assert send(photographer, album, encoded(landscape(), exif=exif)).json()["words"] == "Added"
    Photo.objects.update(state=Photo.State.VISIBLE)
    photo = Photo.objects.get()
    pages = [
        reverse("admin:gallery_album_photos", args=[album.pk]),
        reverse("admin:gallery_photo_change", args=[photo.pk]),
    ]
    assert [photographer.get(page).status_code for page in pages] == [200, 200]
    assert visitor.get(photo.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "../../../../etc/passwd",
        "..\\..\\windows\\zaal.jpg",
        "/etc/cron.d/zaal.jpg",
        "zaal.jpg\0.html",
        "zaal.php",
        ".htaccess",
        "CON.jpg",
        "zaal\u202egpj.exe",
        "é" * 300 + ".jpg",
        "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 60 + ".jpeg",
        "<img src=x onerror=alert(1)>.jpg",
        "' OR 1=1 --.jpg",
    ],
)
def test_a_name_does_no_harm(photographer, data_dir, name):
    album, content = AlbumFactory(), encoded(landscape())
    answer = send(photographer, album, content, name=name)
    if "\0" in name:
        assert answer.status_code == 400
        return
    assert answer.json()["words"] == "Added"
    photo = album.photos.get()
    assert fullmatch(r"originals/[0-9a-f]{32}\.jpg", photo.original.name)
    assert all(fullmatch(r"[0-9a-f]{64}(\.done)?", path.name) for path in data_dir.glob("parts/*/*"))
    assert "onerror" not in answer.json()["card"]


def test_no_size_tells_who_took_the_photo_where_and_with_what(photographer):
    album = AlbumFactory()
    send(photographer, album, encoded(landscape(), exif=telling_exif(), comment=b"taken in Emmen"))
    photo = album.photos.get()
    try_rendering(photo)
    for width in widths_for(photo.width, photo.height):
        for extension in ("avif", "jpg"):
            with default_storage.open(rendition_name(photo.digest, width, extension)) as file:
                content = file.read()
            assert b"Exif" not in content and b"Secretive" not in content and b"Emmen" not in content


# --- Memory and time -------------------------------------------------------------------------------------------

MIB = 1024**2
LOOK = """
import json, resource, sys, time
from concurrent.futures import ThreadPoolExecutor
import django; django.setup()
from django.core.exceptions import ValidationError
from django.core.files import File
from content.pictures.intake.originals import read_original
before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
def look(path):
    try:
        with open(path, "rb") as file:
            read_original(File(file, "zaal.jpg"))
        return "fine"
    except ValidationError as refused:
        return refused.code
with ThreadPoolExecutor() as hands:
    said = "".join(set(hands.map(look, sys.argv[1:])))
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([said, (after - before) // 1024, time.process_time() - begun]))
"""
BOMBS = {
    "500 megapixels": (lambda: REFUSED["500 megapixels"][0], "too_large", 20),
    "a bomb in a comment": (lambda: REFUSED["a bomb in a comment"][0], "damaged", 100),
    "a gigabyte behind a small picture": (lambda: png(64, 64, zeros(1024 * MIB)), "fine", 20),
    "as many pixels as may be": (lambda: png(12_000, 10_000, zeros(361 * MIB)), "fine", 600),
    "as many pixels as may be, clear": (lambda: png(12_000, 10_000, zeros(481 * MIB), colour=6), "fine", 600),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_takes_neither_much_memory_nor_much_time(tmp_path, name):
    make, expected, most = BOMBS[name]
    path = tmp_path / "bomb.png"
    path.write_bytes(make())
    assert path.stat().st_size < 2 * MIB
    said, mebibytes, seconds = looked_at(path)
    assert said == expected
    assert mebibytes < most
    assert seconds < 20


def test_pictures_that_come_at_once_are_looked_at_one_by_one(tmp_path):
    path = tmp_path / "forty.png"
    path.write_bytes(png(8_000, 5_000, zeros(115 * MIB)))
    said, mebibytes, _seconds = looked_at(path, times=4)
    assert said == "fine"
    assert mebibytes < 300  # one takes 160


def looked_at(path, times=1) -> list:
    """Look at the file in a process of its own, that can't take more than a gigabyte and a half; several times at once."""
    done = subprocess.run(
        [sys.executable, "-c", LOOK, *[path] * times],
        cwd=settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "smartup.settings", "DATA_DIR": str(path.parent), "PATH": "/usr/bin:/bin"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (1536 * MIB, 1536 * MIB)),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
