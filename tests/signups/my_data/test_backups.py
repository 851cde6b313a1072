"""The database is set back to a backup: whoever left since stays away, for a file beside it still says so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from signups.erasing import suppression
from signups.erasing.erasing import erase_stakeholder
from signups.erasing.retention import keep_house
from signups.erasing.suppression import agree_with_file, digest_email, is_suppressed, lift_suppression, suppress_email
from signups.models import Erasure, Stakeholder, Suppression
from tests.factories import StakeholderFactory

pytestmark = pytest.mark.django_db

ADDRESS = "anna@left.example"


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed():` what is done inside is committed, as it is when the site runs."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def anna():
    return StakeholderFactory(name="Anna", email=ADDRESS, state="confirmed")


def set_back(*people) -> None:
    """Let the database be what it was when nobody had left and there were `people`: a backup of then is restored."""
    Suppression.objects.all().delete()
    Erasure.objects.all().delete()
    for person in people:
        person.save(force_insert=True)


def names():
    return sorted(Stakeholder.objects.values_list("name", flat=True))


def test_who_left_after_the_backup_is_erased_again_in_the_next_night(anna, committed):
    StakeholderFactory(name="Bert", state="confirmed")
    with committed():
        erase_stakeholder(anna, Erasure.Reason.ERASED)
    set_back(anna)
    assert names() == ["Anna", "Bert"]
    assert keep_house()["back_from_a_backup"] == 1
    assert names() == ["Bert"]
    assert Erasure.objects.get().reason == "suppressed" and is_suppressed(ADDRESS)


def test_who_left_before_there_was_a_file_is_written_into_it_each_night(anna, committed):
    erase_stakeholder(anna, Erasure.Reason.ERASED)  # what would follow the commit is not done
    assert not suppression.departures_path().exists()
    keep_house()
    set_back(anna)
    keep_house()
    assert names() == []


def test_who_left_and_joined_anew_stays(anna, committed):
    with committed():
        erase_stakeholder(anna, Erasure.Reason.ERASED)
    with committed():
        lift_suppression(ADDRESS)
    set_back(anna)
    keep_house()
    assert names() == ["Anna"] and not is_suppressed(ADDRESS)


def test_what_is_taken_back_was_never_said(anna):
    suppress_email(ADDRESS)
    assert not suppression.departures_path().exists()


def test_the_file_names_nobody_and_is_for_the_site_alone(committed):
    with committed():
        suppress_email(ADDRESS)
    assert "anna" not in suppression.departures_path().read_text()
    assert suppression.departures_path().stat().st_mode & 0o777 == 0o600


def test_the_file_does_not_grow_when_nobody_leaves(committed):
    with committed():
        suppress_email(ADDRESS)
    agree_with_file()
    size = suppression.departures_path().stat().st_size
    agree_with_file()
    assert suppression.departures_path().stat().st_size == size


def test_a_line_that_a_power_cut_broke_off_spoils_no_other():
    then = timezone.now() - timedelta(days=1)
    suppression.note_departure(digest_email("a@example.org"), then)
    whole = suppression.departures_path().read_bytes()
    suppression.departures_path().write_bytes(whole + whole[: len(whole) // 2] + b"\0\xff")
    suppression.note_departure(digest_email("b@example.org"), then)
    agree_with_file()
    assert (is_suppressed("a@example.org"), is_suppressed("b@example.org")) == (True, True)
    assert Suppression.objects.count() == 2
