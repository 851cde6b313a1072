"""An officer's day in a real browser: filter, chart, export, note, merge."""

import csv
import io
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from signups.models import Export, Note, Stakeholder
from tests.factories import ConsentFactory, InterestFactory, StakeholderFactory
from tests.people import browser_of

pytestmark = pytest.mark.django_db(transaction=True)
LIST = reverse("admin:signups_stakeholder_changelist")


@pytest.fixture
def anne():
    """Somebody who joined twice, and others."""
    topics = [InterestFactory(label_en="Agriculture and food", label_nl="Landbouw en voedsel"), InterestFactory()]
    made = StakeholderFactory(name="Anne de Vries", kind="business", state="confirmed", interests=topics)
    ConsentFactory(stakeholder=made)
    StakeholderFactory(name="Anne De Vries", message="Hello", kind="business")
    for number in range(5):
        StakeholderFactory(name=f"Bram {number}", state="confirmed", interests=topics[1:])
    return made


@pytest.fixture
def desk(open_page, live_server, settings, anne):
    """Open a page at which the officer is signed in."""
    settings.ALLOWED_HOSTS = ["*"]
    session = browser_of("officer").cookies["sessionid"].value

    def opened(language="en", **options):
        page = open_page(base_url=live_server.url, **{"viewport": {"width": 1440, "height": 900}, **options})
        cookies = {"sessionid": session, "django_language": language}
        page.context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
        )
        page.goto(LIST)
        return page

    return opened


def test_an_officers_day(desk, anne, axe):
    page = desk()
    assert axe(page, preload=False) == []
    page.locator("#changelist-filter").get_by_role("link", name="Business").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(2)

    page.get_by_role("link", name="Export what is shown").click()
    expect(page.locator(".export-selection")).to_contain_text("Business")
    assert axe(page, preload=False) == []
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    words = Path(download.value.path()).read_text("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(words), delimiter=";")][1:] == ["Anne De Vries", "Anne de Vries"]
    assert Export.objects.get().number == 2

    page.goto(LIST)
    page.get_by_role("link", name="Likely duplicates").click()
    assert axe(page, preload=False) == []
    page.get_by_role("link", name="Compare the rows of").click()
    assert axe(page, preload=False) == []
    page.get_by_role("button", name="Merge").click()
    expect(page.locator(".messagelist")).to_contain_text("They are one now.")
    anne.refresh_from_db()
    assert (Stakeholder.objects.filter(name__iexact="anne de vries").count(), anne.message) == (1, "Hello")

    page.get_by_role("button", name="Add another Note").click()
    page.locator("#id_notes-0-text").fill("Met at the fair")
    assert axe(page, preload=False) == []
    page.get_by_role("button", name="Save", exact=True).click()
    assert Note.objects.get().author.username == "officer"

    page.get_by_role("link", name="Who joined: charts").click()
    page.get_by_role("img", name="Who joined, per week").wait_for()
    page.locator("summary", has_text="The numbers as a table").first.click()
    assert axe(page, preload=False) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pages_of_an_officer_fit_and_keep_to_the_rules(desk, anne, axe, width, scheme, language):
    page = desk(language, viewport={"width": width, "height": 900}, color_scheme=scheme)
    twins = "&".join(f"key={person.pk}" for person in Stakeholder.objects.filter(kind="business"))
    names = ["charts", "export", "duplicates", "merge"]
    for address in [reverse(f"admin:signups_stakeholder_{name}") for name in names]:
        page.goto(f"{address}?{twins}" if address.endswith("merge/") else address)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert axe(page, preload=False) == []
