"""Photos come in by the browser: dropped, chosen by keyboard, through a killed site and a reload."""

import re
from io import BytesIO

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from gallery.models import Photo
from tests.browser.bare_site import ALBUM, sign_in
from tests.browser.served import environment_of, free_port, manage, serving
from tests.factories import AlbumFactory, PhotoFactory

COUNT = """
from gallery.models import Photo
print("count", Photo.objects.count(), Photo.objects.values("content_digest").distinct().count())
"""


def drawn(number: int, size=(1200, 800)) -> bytes:
    """Draw a JPEG of its own for each number."""
    image = Image.effect_noise(size, 40).convert("RGB")
    ImageDraw.Draw(image).rectangle([0, 0, 50 + 5 * number, 200], fill=(number % 256, 90, 160))
    written = BytesIO()
    image.save(written, "JPEG", quality=90)
    return written.getvalue()


def photos(count: int, **options) -> list[dict]:
    return [
        {"name": f"DSC_{number:04}.jpg", "mimeType": "image/jpeg", "buffer": drawn(number, **options)}
        for number in range(count)
    ]


@pytest.fixture
def data_dir(settings, tmp_path):
    """A folder of its own for parts of files."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def signed_in(live_page, live_server, editor):
    """A page of an editor who reads English."""
    cookies = {name: editor.cookies[name].value for name in ("sessionid",)}
    live_page.context.add_cookies([{"name": name, "value": cookies[name], "url": live_server.url} for name in cookies])
    live_page.context.add_cookies([{"name": "django_language", "value": "en", "url": live_server.url}])
    return live_page


def page_of(album) -> str:
    return f"/admin/gallery/album/{album.pk}/photos/"


@pytest.mark.django_db(transaction=True)
def test_many_files_come_in_at_once_and_a_bad_one_stops_none(signed_in, axe, data_dir):
    album = AlbumFactory()
    signed_in.goto(page_of(album))
    bad = {"name": "zaal.jpg", "mimeType": "image/jpeg", "buffer": b"%PDF-1.7 no photo at all"}
    signed_in.locator("[data-drop] input").set_input_files([*photos(6), bad, *photos(12)[6:]])
    expect(signed_in.locator("[data-total-words]")).to_have_text(
        "12 of 13 photos uploaded · 1 not uploaded · All files are done.", timeout=60_000
    )
    failed = signed_in.locator(".upload-file[data-state=failed]")
    expect(failed).to_contain_text("zaal.jpg is a PDF, not a photo. Save it as JPEG and upload it again.")
    expect(failed.get_by_role("button", name="Try again zaal.jpg")).to_be_visible()
    expect(signed_in.locator("[data-card]")).to_have_count(12)
    assert album.photos.count() == 12
    assert axe(signed_in) == []
    assert taken_from(signed_in.watch.faults, "422: ") == 1


def failing(status: int, name: str, times=100):
    """Answer as a site that falls over the file `name`, or a proxy that doesn't reach it, would; in the end it goes on."""
    left = [times]

    def answer(route):
        if f"name={name}" not in route.request.url or not left[0]:
            return route.fallback()
        left[0] -= 1
        return route.fulfill(status=status, content_type="text/html", body="<h1>No</h1>")

    return answer


@pytest.mark.django_db(transaction=True)
def test_a_file_over_which_the_site_falls_is_given_up_and_others_come_in(signed_in, data_dir):
    album = AlbumFactory()
    signed_in.goto(page_of(album))
    signed_in.route("**/upload/**", failing(500, "DSC_0000.jpg"))
    signed_in.locator("[data-drop] input").set_input_files(photos(5))
    failed = signed_in.locator(".upload-file[data-state=failed]")
    expect(failed).to_contain_text("This file could not be uploaded. Try again.", timeout=60_000)
    expect(signed_in.locator("[data-total-words]")).to_have_text(
        "4 of 5 photos uploaded · 1 not uploaded · All files are done."
    )
    expect(signed_in.locator("[data-trouble=unreachable]")).to_be_hidden()
    signed_in.unroute("**/upload/**")
    failed.get_by_role("button", name="Try again").click()
    expect(signed_in.locator("[data-total-words]")).to_have_text("5 of 5 photos uploaded · All files are done.")
    assert taken_from(signed_in.watch.faults, "500: ") == 4


@pytest.mark.django_db(transaction=True)
def test_a_site_that_is_not_reached_is_waited_for(signed_in, data_dir):
    album = AlbumFactory()
    signed_in.goto(page_of(album))
    signed_in.route("**/upload/**", failing(503, "DSC_0000.jpg", times=5))
    signed_in.locator("[data-drop] input").set_input_files(photos(1))
    expect(signed_in.locator("[data-total-words]")).to_have_text(
        "1 of 1 photos uploaded · All files are done.", timeout=60_000
    )
    assert taken_from(signed_in.watch.faults, "503: ") == 5


def taken_from(faults: list[str], kind: str) -> int:
    """Take the expected faults of a kind away, and return how many there were."""
    expected = [fault for fault in faults if fault.startswith(kind)]
    faults[:] = [fault for fault in faults if fault not in expected]
    return len(expected)


@pytest.mark.django_db(transaction=True)
def test_photos_are_described_by_keyboard_while_they_come_in(signed_in, data_dir):
    album = AlbumFactory()
    signed_in.goto(page_of(album))
    signed_in.locator("[data-drop] input").set_input_files(photos(1))
    card = signed_in.locator("[data-card]")
    focal = card.locator("[data-focal]")
    expect(focal).to_have_accessible_name("Focal point: 50 % from the left, 50 % from the top", timeout=30_000)
    focal.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowUp"):
        focal.press(key)
    card.get_by_label("Alternative text (English)").fill("A full hall")
    signed_in.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(signed_in.get_by_text("1 photo was saved.")).to_be_visible()
    assert list(album.photos.values_list("alt_en", "focal_x", "focal_y")) == [("A full hall", 60, 45)]


@pytest.mark.django_db(transaction=True)
def test_a_click_on_the_picture_says_what_must_stay_in_view(signed_in):
    photo = PhotoFactory(digest="0" * 64)
    signed_in.goto(page_of(photo.album))
    focal = signed_in.locator("[data-focal]")
    box = focal.locator("img").bounding_box()
    focal.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.75})
    signed_in.get_by_role("button", name="Save", exact=True).click()
    expect(signed_in.get_by_text("1 photo was saved.")).to_be_visible()
    photo.refresh_from_db()
    assert (abs(photo.focal_x - 25) <= 2, abs(photo.focal_y - 75) <= 2) == (True, True)


@pytest.mark.django_db(transaction=True)
def test_without_scripts_the_form_sends_the_files(open_page, live_server, editor, settings):
    settings.ALLOWED_HOSTS = ["*"]
    album = AlbumFactory()
    page = open_page(base_url=live_server.url, java_script_enabled=False)
    page.context.add_cookies(
        [
            {"name": "sessionid", "value": editor.cookies["sessionid"].value, "url": live_server.url},
            {"name": "django_language", "value": "en", "url": live_server.url},
        ]
    )
    page.goto(page_of(album))
    expect(page.get_by_text("up to 40 MB each, at most 200 at once.")).to_be_visible()
    expect(page.get_by_text("hundreds at once")).to_be_hidden()
    page.locator("[data-drop] input").set_input_files(photos(2))
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_text("2 photos were added.")).to_be_visible()
    assert Photo.objects.count() == 2


def test_a_killed_site_and_a_reload_cost_no_photo_and_give_none_twice(browser, tmp_path):
    environment = environment_of(tmp_path, free_port())
    manage("migrate", environment, "--verbosity", "0")
    manage("collectstatic", environment, "--noinput", "--verbosity", "0")
    album = re.search(r"album (\S+)", manage("shell", environment, "-c", ALBUM))[1]
    files = photos(40)
    context = browser.new_context(base_url=f"http://127.0.0.1:{environment['PORT']}", locale="en-GB")
    context.set_default_timeout(30_000)
    page = context.new_page()
    done = page.locator(".upload-file[data-state=done]")
    with serving(environment, killed=True):
        sign_in(page)
        page.goto(f"/admin/gallery/album/{album}/photos/")
        page.locator("[data-drop] input").set_input_files(files)
        expect(done.first).to_be_attached(timeout=60_000)
    expect(page.locator("[data-trouble=unreachable]")).to_be_visible(timeout=20_000)
    with serving(environment):
        expect(done.nth(9)).to_be_attached(timeout=60_000)
        expect(page.locator("[data-trouble=unreachable]")).to_be_hidden()
        page.on("dialog", lambda dialog: dialog.accept())  # the browser asks before an upload is left
        page.reload()
        if page.locator("[data-left]").is_visible():
            expect(page.locator("[data-left]")).to_contain_text("Choose the same files again")
        page.locator("[data-drop] input").set_input_files(files)
        expect(page.locator("[data-total-words]")).to_have_text(
            "40 of 40 photos uploaded · All files are done.", timeout=60_000
        )
        expect(page.locator("[data-left]")).to_be_hidden()
    context.close()
    assert re.search(r"count (.*)", manage("shell", environment, "-c", COUNT))[1] == "40 40"
