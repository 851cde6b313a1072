"""Role × button of a form: what is sent by hand counts as much as what is pressed."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from tests.editing.forms import Fields
from tests.factories import EvidenceFactory, LessonFactory
from tests.people import EVERYBODY
from tests.roles import table
from tests.roles.asking import ask

pytestmark = pytest.mark.django_db

BUTTONS = sorted(table.BUTTONS)


def test_every_button_has_a_row():
    """The names that begin with an underscore are those that the admin decides by."""
    pages = (settings.BASE_DIR / "templates" / "admin").rglob("*.html")
    named = {name for page in pages for name in re.findall(r'name="(_\w+)"', page.read_text())}
    new = named - set(table.BUTTONS) - table.HIDDEN
    assert not new, f"Say in BUTTONS of tests/roles/table.py which right these need: {sorted(new)}"


@pytest.fixture(scope="module")
def lesson(site):
    """A lesson that visitors see, with evidence, and what its form would send."""
    lesson = LessonFactory(live=True, title_en="Begin small")
    EvidenceFactory(lesson=lesson)
    return lesson


def address_of(item):
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_change", args=[item.pk])


def filled_in(site, url, **changes):
    """Return what somebody who may see everything would send from the form at `url`."""
    fields = Fields(site.browsers["administrator"].get(url).content.decode()).values
    return {**{name: value for name, value in fields.items() if "__prefix__" not in name}, **changes}


@pytest.mark.parametrize("button", BUTTONS)
def test_a_button_works_for_whom_it_should(site, lesson, button):
    moment = (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    sent = filled_in(site, address_of(lesson), title_en="Begin smaller", publish_at=moment, **{button: "yes"})
    does = {who for who, browser in site.browsers.items() if ask(browser, "post", address_of(lesson), sent).wrote}
    assert does == {who for who in EVERYBODY if table.may(who, table.BUTTONS[button], "events.lesson")}
