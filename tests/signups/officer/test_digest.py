"""What the team is told in the morning."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from content.mail.models import OutboxMessage
from signups.erasing.erasing import erase_stakeholder
from signups.models import Erasure, JoinRules
from signups.reports.digest import tell_team
from tests.factories import SiteSettingsFactory, StakeholderFactory
from tests.people import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """Set the clock: clock(day, hour) in November 2026, in UTC."""

    def set_to(day, hour=3):
        moment = datetime(2026, 11, day, hour, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    set_to(24)
    SiteSettingsFactory(contact_email="team@example.org")
    return set_to


def confirmed(day, hour=12, **details):
    moment = datetime(2026, 11, day, hour, tzinfo=UTC)
    return StakeholderFactory(state="confirmed", confirmed_at=moment, **details)


def test_the_team_is_told_how_many_and_no_names(clock):
    confirmed(23, name="Anne Secret", organisation="Hanze", kind="business")
    confirmed(23, name="Bram", kind="citizen")
    StakeholderFactory(name="Pending")
    mail = tell_team()
    assert (mail.recipient, mail.letter, mail.language) == ("team@example.org", "signups.digest", "nl")
    assert "2" in mail.subject
    assert not [word for word in ("Anne", "Secret", "Hanze", "Bram", "example.org/nl") if word in mail.text + mail.html]


def test_the_link_shows_the_people_whom_the_mail_counts(clock):
    told = confirmed(23)
    confirmed(24, 1)  # today
    mail = tell_team()
    query = mail.text.split("/admin/signups/stakeholder/")[1].split()[0]
    page = browser_of("officer").get(f"/admin/signups/stakeholder/{query}")
    assert list(page.context["cl"].queryset) == [told]


def test_who_is_of_the_team_and_joined_may_leave_and_nobody_is_told_of_twice(clock):
    own = confirmed(23, email="team@example.org")
    confirmed(23)
    assert tell_team() is not None
    erase_stakeholder(own, Erasure.Reason.ERASED)
    assert tell_team() is None


def test_a_night_that_runs_twice_tells_once(clock):
    confirmed(23)
    assert tell_team() is not None
    assert tell_team() is None
    assert OutboxMessage.objects.count() == 1


def test_each_person_is_told_once_whatever_nights_were_missed(clock):
    confirmed(20), confirmed(23)
    assert " 2" in tell_team().subject
    confirmed(24), confirmed(25), confirmed(27, 1)
    clock(27)
    assert " 2" in tell_team().subject
    clock(28)
    assert " 1" in tell_team().subject
    clock(29)
    assert tell_team() is None


def test_midnight_is_ours(clock):
    confirmed(23, 22), confirmed(23, 23)  # 23:00 and 00:00 in Amsterdam
    assert " 1" in tell_team().subject


def test_the_rules_name_another_address(clock):
    JoinRules.objects.create(pk=1, digest_to="officer@example.org")
    confirmed(23)
    assert tell_team().recipient == "officer@example.org"


def test_nobody_is_told_where_nobody_asked(clock):
    SiteSettingsFactory._meta.model.objects.update(contact_email="")
    confirmed(23)
    assert tell_team() is None


def test_nobody_joined_so_no_mail_comes(clock):
    StakeholderFactory()
    assert tell_team() is None
