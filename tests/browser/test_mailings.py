"""An officer writes a mailing, looks at it, sends it and watches it go, in Chromium."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from content.mail.models import OutboxMessage
from content.pictures.intake.originals import take_in
from content.pictures.models import Picture
from content.pictures.renditions.files import make_missing
from signups.mailings import sending as sending_updates
from signups.mailings.sending import push_mailings
from signups.models import Mailing
from tests.factories import EventFactory, InterestFactory, MailingFactory, SiteSettingsFactory
from tests.people import browser_of
from tests.pictures.photos import encoded, landscape, upload
from tests.signups.mailings.joined import joined, leave

LIST = "/admin/signups/mailing/"
# axe can't look into frames without scripts, which the mails are in, and reads sheets in a way that the CSP forbids.
OPTIONS = {"iframes": False, "preload": False}


@pytest.fixture(autouse=True)
def people(transactional_db, monkeypatch):
    """Four citizens who read Dutch and two businesses that read English; two mails wait at a time."""
    monkeypatch.setattr(sending_updates, "AT_ONCE", 2)
    SiteSettingsFactory()
    for number in range(6):
        is_business = number > 3
        joined(f"Person{number}", kind="business" if is_business else "citizen", language="en" if is_business else "nl")


@pytest.fixture
def signed_in(open_page, live_server, settings):
    """Open a page in which a stakeholder officer is signed in and reads English."""
    settings.ALLOWED_HOSTS = ["*"]
    officer = browser_of("officer")

    def opened(**options):
        page = open_page(base_url=live_server.url, **{"viewport": {"width": 1440, "height": 900}, **options})
        cookies = {"sessionid": officer.cookies["sessionid"].value, "django_language": "en"}
        page.context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
        )
        return page

    return opened


def address(act: str, mailing) -> str:
    return reverse(f"admin:signups_mailing_{act}", args=[mailing.pk])


def write(page, language: str, words: str) -> None:
    """Type into the editor of a language."""
    page.locator(f".field-body_{language} .ProseMirror").click()
    page.keyboard.type(words)


def picture() -> Picture:
    """A picture with its sizes."""
    made = Picture(original=upload(encoded(landscape())), title="Stage", alt_nl="Het podium", alt_en="The stage")
    take_in(made)
    made.save()
    make_missing(made)
    return made


def test_pictures_show_in_the_preview(signed_in, axe, settings):
    settings.SITE_URL = "https://elsewhere.example"
    image = f'<figure><img src="smartup:picture/{picture().pk}"><figcaption>All of us</figcaption></figure>'
    page = signed_in()
    page.goto(address("preview", MailingFactory(body_nl=image, body_en=image)))
    for words in ["Het podium", "The stage"]:
        for frame in page.locator("iframe").all():
            frame.scroll_into_view_if_needed()
        shown = [
            image.evaluate("image => image.complete && image.naturalWidth")
            for frame in page.locator("iframe").all()
            for image in frame.content_frame.get_by_alt_text(words).all()
        ]
        assert shown == [640, 640]
    assert axe(page, **OPTIONS) == []


def test_from_the_first_word_to_the_last_mail(signed_in, axe):
    page = signed_in()
    page.goto(f"{LIST}add/")
    page.get_by_label("Subject (Dutch)").fill("Nieuws")
    page.get_by_label("Subject (English)").fill("News")
    write(page, "nl", "Dit is nieuw.")
    write(page, "en", "This is new.")
    number = page.locator("[data-audience]")
    expect(number).to_have_text("Goes to 6 people (4 in Dutch, 2 in English).")
    page.get_by_label("Business").check()
    expect(number).to_have_text("Goes to 2 people (2 in English).")
    page.get_by_label("Business").uncheck()
    expect(number).to_have_text("Goes to 6 people (4 in Dutch, 2 in English).")
    assert axe(page, **OPTIONS) == []

    page.get_by_role("button", name="Save, and see the mail").click()
    english = page.frame_locator('iframe[title="“News” in dark colours"]')
    expect(english.get_by_text("This is new.")).to_be_visible()
    assert axe(page, **OPTIONS) == []
    page.get_by_role("button", name="Send me a test").click()
    expect(page.locator(".messagelist")).to_contain_text("A test is on its way to officer@example.org")
    assert OutboxMessage.objects.filter(recipient="officer@example.org").count() == 2

    page.get_by_role("link", name="Send …").click()
    assert axe(page, **OPTIONS) == []
    assert Mailing.objects.get().state == "draft"
    page.get_by_role("button", name="Send it to 6 people now").click()
    bar, said = page.locator("progress"), page.locator("[data-said]")
    expect(said).to_have_text("0 of 6 sent")
    assert axe(page, **OPTIONS) == []
    mailing = Mailing.objects.get()
    push_mailings()
    leave(batch=mailing.pk)
    expect(said).to_have_text("2 of 6 sent")  # by itself
    expect(bar).to_have_js_property("value", 2)

    push_mailings()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Go on sending")).to_be_visible()
    assert OutboxMessage.objects.filter(batch=mailing.pk).count() == 2
    page.get_by_role("button", name="Go on sending").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    while Mailing.objects.get().state != "sent":
        push_mailings()
        leave(batch=mailing.pk)
    expect(page.locator("h1 .badge")).to_contain_text("Sent")  # by itself
    expect(said).to_have_text("6 of 6 sent")
    assert axe(page, **OPTIONS) == []


def test_without_javascript_it_is_the_same(signed_in):
    page = signed_in(java_script_enabled=False)
    page.goto(f"{LIST}add/")
    page.locator("[name=subject_en]").fill("News")
    page.locator("[name=body_en]").fill("<p>This is new.</p>")
    page.get_by_label("Business").check()
    page.get_by_role("button", name="Save and stay here").click()
    expect(page.locator("[data-audience]")).to_have_text("Goes to 2 people (2 in English).")
    page.get_by_role("link", name="Send …").click()
    page.get_by_role("button", name="Send it to 2 people now").click()
    expect(page.locator("[data-said]")).to_have_text("0 of 2 sent")
    push_mailings()
    leave()
    expect(page.locator("[data-said]")).to_have_text("2 of 2 sent", timeout=10_000)


def test_enter_in_the_moment_does_not_send_now(signed_in):
    page = signed_in()
    mailing = MailingFactory()
    page.goto(address("send", mailing))
    moment = page.get_by_label("Send at")
    moment.press("Enter")
    expect(page.get_by_text("Choose a day and a time.")).to_be_visible()
    moment.fill("2099-07-01T09:00")
    moment.press("Enter")
    expect(page.locator("h1 .badge")).to_have_text("Leaves 1 July 2099, 09:00")
    page.get_by_role("button", name="Take it from the schedule").click()
    expect(page.get_by_role("button", name="Save, and see the mail")).to_be_visible()
    assert Mailing.objects.get().state == "draft"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
def test_each_page_is_in_order_on_every_screen(signed_in, live_server, axe, width, scheme, language):
    EventFactory(live=True)
    InterestFactory()
    draft = MailingFactory(subject_en="", body_en="")
    sending = MailingFactory(state="sending", started_at=timezone.now(), kinds=["citizen"])
    push_mailings()
    page = signed_in(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    pages = [LIST, f"{LIST}thanks/", address("change", draft), address("send", draft), address("progress", sending)]
    for place in pages:
        page.goto(place)
        assert axe(page, **OPTIONS) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
