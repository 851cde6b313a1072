"""The record of processing says what really happens, because it is made from what decides it."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils.translation import override

from content.consent.gdpr_record import ProcessingActivity, processing_activities
from content.pages.models import SiteSettings
from signups.models import JoinRules
from tests.people import account_of

pytestmark = pytest.mark.django_db


def record(visitor, language="en"):
    with override(language):
        address = reverse("signups:processing")
    page = visitor.get(address)
    assert page.status_code == 200
    return page.content.decode()


def test_each_part_of_the_site_says_what_it_does(visitor):
    with override("en"):
        assert [activity.key for activity in processing_activities()] == [
            "joining", "leaving", "my data", "photos", "removal requests", "mail", "accounts", "cookies necessary", "log",
        ]  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_is_left_unsaid(language):
    """GDPR art. 30: whose data, why, and how long; and art. 13: on what ground."""
    with override(language):
        for activity in processing_activities():
            assert isinstance(activity, ProcessingActivity)
            assert all([activity.title, activity.about, activity.purpose, activity.ground, activity.kept]), activity.key


def test_it_follows_the_rules_of_joining(visitor):
    assert "after 24 months we ask" in record(visitor)
    JoinRules.objects.create(pk=1, inactive_months=7)
    page = record(visitor)
    assert "after 7 months we ask" in page and "within 30 days" in page and "Never confirmed: 14 days" in page


def test_it_follows_the_roles(visitor):
    account_of("officer")
    assert "Stakeholder officer, Administrator" in record(visitor)
    Group.objects.get(name="Writer").permissions.add(Permission.objects.get(codename="view_stakeholder"))
    assert "Writer, Stakeholder officer, Administrator" in record(visitor)


def test_it_follows_the_settings(visitor):
    assert "Google" not in record(visitor)
    SiteSettings.objects.create(
        pk=1, google_analytics_id="G-1", organisation="Province", contact_email="us@example.org"
    )
    page = record(visitor)
    assert "Google Analytics counts visits." in page and "Province" in page and "mailto:us@example.org" in page


def test_it_is_the_same_for_everybody(visitor, editor):
    assert record(visitor) == record(editor)
    assert not visitor.cookies


def test_people_find_it(visitor):
    with override("en"):
        home, address = reverse("consent:settings"), reverse("signups:processing")
    assert f'href="{address}"' in visitor.get(home).content.decode()
