"""“This is me” in a real browser: asked on a phone by the keyboard, without JavaScript, decided in the admin."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import expect

from content.pictures.intake.originals import take_in
from content.pictures.renditions.files import make_missing
from gallery.models import Photo, RemovalRequest
from tests.factories import AlbumFactory, SiteSettingsFactory
from tests.pictures.photos import encoded, landscape, upload

pytestmark = pytest.mark.django_db(transaction=True)

SENT = {"nl": "Ik was ziek gemeld", "en": "I was on sick leave"}


@pytest.fixture
def photo():
    """A photo that visitors see, with its sizes."""
    SiteSettingsFactory()
    made = Photo(
        album=AlbumFactory(live=True, title_nl="De middag", title_en="The afternoon"),
        original=upload(encoded(landscape())),
        alt_nl="Anna aan de ronde tafel",
        alt_en="Anna at the round table",
    )
    take_in(made)
    made.save()
    make_missing(made)
    return made


@pytest.fixture
def visit(open_page, live_server, settings, photo):
    """Open the page of the photo in a language."""
    settings.ALLOWED_HOSTS = ["*"]

    def opened(language="en", **options):
        page = open_page(base_url=live_server.url, **{"viewport": {"width": 360, "height": 780}, **options})
        page.goto(address("gallery:photo", photo.pk, language))
        return page

    return opened


def address(name, key, language="en"):
    with override(language):
        return reverse(name, args=[key])


def reach(page, wanted):
    """Press Tab until `wanted` has the focus."""
    for _press in range(40):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard doesn't reach {wanted}")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("script", [True, False])
def test_somebody_asks_by_the_keyboard_on_a_phone(visit, photo, axe, language, script):
    page = visit(language, java_script_enabled=script)
    reach(page, page.locator(f'a[href="{address("gallery:removal", photo.pk, language)}"]'))
    page.keyboard.press("Enter")
    expect(page.locator(".removal-photo img")).to_be_visible()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    if script:
        assert axe(page) == []
    reach(page, page.locator("[name=reason]"))
    page.keyboard.type(SENT[language])
    page.keyboard.press("Tab")
    page.keyboard.type("anna@example.org")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: address("gallery:removal", photo.pk, language) not in url)
    request = RemovalRequest.objects.get()
    assert page.url.endswith(address("gallery:removal_receipt", request.secret, language))
    expect(page.get_by_text(request.number).first).to_be_visible()
    page.wait_for_load_state()
    assert (request.reason, request.email, request.language) == (SENT[language], "anna@example.org", language)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.context.cookies() == []
    if script:
        assert axe(page) == []


def test_what_is_wrong_has_the_focus_and_nothing_typed_is_lost(visit, photo, axe):
    page = visit()
    page.get_by_role("link", name="This is me: take it down").click()
    page.locator("[name=reason]").fill(SENT["en"])
    page.locator("[name=email]").fill("anna")
    page.locator("main form button").click()
    page.locator(".error-summary").wait_for()
    assert page.locator(":focus").get_attribute("class") == "error-summary"
    assert axe(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("[name=email]:focus").count() == 1
    assert page.locator("[name=reason]").input_value() == SENT["en"]


def test_the_photo_is_gone_at_once_and_back_when_the_request_is_taken_back(visit, photo, live_server):
    page = visit(java_script_enabled=False)
    size = page.locator(".photo-large img").get_attribute("src")
    page.get_by_role("link", name="This is me: take it down").click()
    page.get_by_role("button", name="Ask to take this photo down").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The photo is hidden")
    receipt = page.url
    assert page.request.get(size).status == 410
    assert page.goto(address("gallery:photo", photo.pk)).status == 410
    page.goto(receipt)
    page.get_by_role("button", name="Take my request back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You took your request back")
    assert page.request.get(size).status == 200
    assert page.goto(address("gallery:photo", photo.pk)).status == 200


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_form_and_receipt_keep_to_the_rules(visit, photo, axe, width, scheme):
    page = visit(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.get_by_role("link", name="This is me: take it down").click()
    assert axe(page) == []
    page.get_by_role("button", name="Ask to take this photo down").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The photo is hidden")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [360, 1440])
def test_an_editor_sees_the_photo_and_lets_it_be_seen_again(
    open_page, live_server, settings, editor, photo, axe, width
):
    settings.ALLOWED_HOSTS = ["*"]
    page = open_page(base_url=live_server.url, viewport={"width": width, "height": 900})
    cookies = {"sessionid": editor.cookies["sessionid"].value, "django_language": "en"}
    page.context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
    )
    editor.post(address("gallery:removal", photo.pk), {"reason": SENT["en"]})
    request = RemovalRequest.objects.get()
    page.goto(reverse("admin:gallery_removalrequest_changelist"))
    assert axe(page, preload=False) == []
    page.get_by_role("link", name=request.number).click()
    shown = page.locator(".removal-picture")
    expect(shown).to_be_visible()
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 960
    assert axe(page, preload=False) == []
    page.get_by_role("textbox", name="Answer").fill("It is a public meeting.")
    page.get_by_role("button", name="Show it again").click()
    expect(page.locator(".messagelist")).to_contain_text(f"Request {request.number} is refused.")
    assert Photo.objects.get().state == Photo.State.VISIBLE
    assert axe(page, preload=False) == []
