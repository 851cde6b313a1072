"""What the site does by itself at night: once, after three, also when it was off."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from content.workflow import publishing
from smartup import nightly
from tests.factories import PageFactory, SiteSettingsFactory
from tests.richtext.elsewhere import Elsewhere

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def nights(settings, tmp_path, monkeypatch):
    """The nights in which work was handed out, on a site with a place of its own."""
    settings.DATA_DIR = tmp_path
    worked = []

    class Work:
        def enqueue(self):
            worked.append((settings.DATA_DIR / "last_night").read_text())

    monkeypatch.setattr(nightly, "run_nightly", Work())
    return worked


def look(*moment: int, fold: int = 0) -> bool:
    return nightly.run_nightly_if_due(datetime(*moment, tzinfo=AMSTERDAM, fold=fold))


def test_a_new_site_waits_for_the_night(nights):
    assert [look(2026, 11, 24, 14), look(2026, 11, 25, 2, 59), look(2026, 11, 25, 3)] == [False, False, True]


def test_each_night_once(nights):
    look(2026, 11, 24, 14)
    for day in (25, 26):
        for hour in (2, 3, 4, 12, 23):
            look(2026, 11, day, hour)
    assert nights == ["2026-11-25", "2026-11-26"]


def test_a_site_that_was_off_at_night_makes_up_for_it_once(nights):
    look(2026, 11, 24, 14)
    assert [look(2026, 11, 27, 10), look(2026, 11, 27, 11), look(2026, 11, 28, 2)] == [True, False, False]


@pytest.mark.parametrize(("day", "month"), [(29, 3), (25, 10)])
def test_the_nights_in_which_summer_time_begins_and_ends_have_one_turn(nights, day, month):
    look(2026, month, day - 1, 14)
    turns = [look(2026, month, day, hour, minute, fold=fold) for hour, fold in ((1, 0), (2, 0), (2, 1), (3, 0), (4, 0))
             for minute in (0, 30)]  # fmt: skip
    assert sum(turns) == 1


def test_a_note_that_nobody_can_read_counts_as_none(nights, settings):
    (settings.DATA_DIR / "last_night").write_text("yester")
    assert [look(2026, 11, 25, 4), look(2026, 11, 26, 4)] == [False, True]


def test_a_clock_that_was_years_ahead_costs_no_night(nights):
    look(2036, 11, 24, 14)
    assert [look(2026, 11, 24, 14), look(2026, 11, 24, 15), look(2026, 11, 25, 3)] == [True, False, True]


def test_a_clock_that_is_set_back_a_little_gives_a_night_no_second_turn(nights):
    look(2026, 11, 24, 14)
    assert [look(2026, 11, 25, 3), look(2026, 11, 25, 2, 59), look(2026, 11, 25, 3)] == [True, False, False]


@pytest.mark.django_db
def test_the_night_s_work_empties_the_bin_and_asks_the_links_and_says_who_asks(settings, capsys):
    settings.LINK_CHECKS_REACH_LOOPBACK = True
    SiteSettingsFactory(contact_email="web@emmen.example")
    elsewhere = Elsewhere()
    try:
        url = elsewhere.url("/gone", 404)
        PageFactory(live=True, body_en=f'<p><a href="{url}">gone</a></p>')
        publishing.throw_away(PageFactory())
        call_command("check_links")
        nightly.run_nightly.func()
    finally:
        elsewhere.close()
    assert capsys.readouterr().out.splitlines()[0] == "1 links, 1 broken"
    assert {agent for _method, _path, agent in elsewhere.asked} == {"smartup link check (web@emmen.example)"}
