"""How long we keep what we were told, night by night."""

import fcntl
from contextlib import suppress as suppress_error
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.utils import timezone

from content.mail.models import OutboxMessage
from content.mail.outbox.states import erase_old_mail
from signups.erasing.retention import keep_house, months_before
from signups.erasing.suppression import suppress_email
from signups.models import Confirmation, Erasure, JoinRules, LinkRequest, PendingSignup, Stakeholder
from tests.factories import StakeholderFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def days(number):
    return timedelta(days=number)


def joined(name, *, ago, **columns):
    """Somebody who joined so long ago."""
    moment = NOW - ago
    made = StakeholderFactory(name=name, **{"state": "confirmed", "active_at": moment, **columns})
    Stakeholder.objects.filter(pk=made.pk).update(created_at=moment)
    return made


def names():
    return sorted(Stakeholder.objects.values_list("name", flat=True))


def reasons():
    return sorted(Erasure.objects.values_list("reason", flat=True))


def letters_leave(moment):
    OutboxMessage.objects.filter(sent_at__isnull=True, given_up_at__isnull=True).update(sent_at=moment)


def test_who_never_confirmed_is_forgotten_after_fourteen_days():
    joined("late", ago=days(14), state="pending")
    joined("in time", ago=days(13), state="pending")
    joined("confirmed", ago=days(15))
    assert keep_house(NOW)["unconfirmed"] == 1
    assert (names(), reasons()) == (["confirmed", "in time"], ["unconfirmed"])


def test_who_tried_again_has_as_long_again():
    late = joined("again", ago=days(14), state="pending")
    PendingSignup.objects.create(key="k", stakeholder=late, sender="s", created_at=NOW - days(2))
    keep_house(NOW)
    assert names() == ["again"]
    keep_house(NOW + days(12))
    assert names() == []


def test_who_is_silent_is_asked_to_stay_and_forgotten_thirty_days_after():
    joined("silent", ago=days(800), email="silent@example.org", language="en")
    joined("active", ago=days(800), active_at=NOW - days(600))
    assert keep_house(NOW)["asked_to_stay"] == 1
    letter = OutboxMessage.objects.get()
    assert (letter.letter, letter.recipient) == ("signups.stay", "silent@example.org")
    assert "/en/stay/" in letter.text and "24 December 2026" in letter.text
    letters_leave(NOW)
    for night in range(1, 30):
        keep_house(NOW + days(night))
        assert names() == ["active", "silent"]
    assert OutboxMessage.objects.count() == 1
    assert keep_house(NOW + days(30))["inactive"] == 1
    assert (names(), reasons()) == (["active"], ["inactive"])
    assert not OutboxMessage.objects.exists()


def test_the_months_are_those_of_the_rules():
    JoinRules.objects.create(pk=1, inactive_months=3)
    joined("silent", ago=days(93))
    joined("not yet", ago=days(91))
    assert keep_house(NOW)["asked_to_stay"] == 1


def test_more_months_than_there_were_are_refused_and_no_night_fails(editor):
    page = "/admin/signups/joinrules/"
    editor.post(f"{page}add/", {"inactive_months": "30000"})
    assert not JoinRules.objects.exists()
    editor.post(f"{page}add/", {"inactive_months": "600"})
    assert keep_house(NOW)["asked_to_stay"] == 0
    with pytest.raises(IntegrityError):
        JoinRules.objects.update(inactive_months=601)


def test_a_sign_of_life_ends_the_question():
    silent = joined("silent", ago=days(800))
    keep_house(NOW)
    letters_leave(NOW)
    Stakeholder.objects.filter(pk=silent.pk).update(active_at=NOW + days(5), asked_to_stay_at=None)
    keep_house(NOW + days(40))
    assert names() == ["silent"]


def test_longer_months_let_those_stay_who_were_asked():
    joined("silent", ago=days(800))
    keep_house(NOW)
    letters_leave(NOW)
    JoinRules.objects.create(pk=1, inactive_months=60)
    keep_house(NOW + days(31))
    assert names() == ["silent"]


def test_nobody_is_forgotten_whose_letter_has_not_left():
    joined("silent", ago=days(800))
    for night in range(0, 60, 5):
        keep_house(NOW + days(night))
    assert (names(), OutboxMessage.objects.count()) == (["silent"], 1)
    letters_leave(NOW + days(60))
    for night in (61, 75, 89):
        keep_house(NOW + days(night))
        assert names() == ["silent"]
    keep_house(NOW + days(90))
    assert names() == []


def test_who_could_not_be_reached_is_asked_anew_once_the_outbox_has_forgotten():
    joined("silent", ago=days(800))
    keep_house(NOW)
    OutboxMessage.objects.update(given_up_at=NOW + days(7))
    for night in (7, 8, 36):
        keep_house(NOW + days(night))
        erase_old_mail(NOW + days(night))
        assert OutboxMessage.objects.filter(given_up_at__isnull=False).count() == 1
    erase_old_mail(NOW + days(37))
    assert keep_house(NOW + days(38))["asked_to_stay"] == 1
    assert (names(), OutboxMessage.objects.count()) == (["silent"], 1)


def test_the_outbox_may_have_forgotten_a_letter_that_left():
    joined("silent", ago=days(800), asked_to_stay_at=NOW - days(30))
    assert keep_house(NOW)["inactive"] == 1


def test_who_comes_back_from_a_backup_is_erased_again():
    joined("left", ago=days(40), email="left@example.org")
    suppress_email("LEFT@example.org")
    joined("others", ago=days(40))
    assert keep_house(NOW)["back_from_a_backup"] == 1
    assert (names(), reasons()) == (["others"], ["suppressed"])


def test_who_joined_anew_after_leaving_is_left_alone():
    suppress_email("again@example.org")
    StakeholderFactory(name="again", email="again@example.org", state="pending")
    keep_house(timezone.now())
    assert names() == ["again"]


def test_what_served_its_purpose_goes():
    old, new = joined("old", ago=days(100)), joined("new", ago=days(3))
    for person, ago in ((old, 100), (new, 3)):
        PendingSignup.objects.create(key=person.name, stakeholder=person, sender="s", created_at=NOW - days(ago))
        Confirmation.objects.create(stakeholder=person, code_digest="d", expires_at=NOW + days(7 - ago))
    for ago in (5, 1):
        LinkRequest.objects.create(sender="s", created_at=NOW - days(ago))
    keep_house(NOW)
    left = PendingSignup.objects.get(), Confirmation.objects.get().stakeholder, LinkRequest.objects.count()
    assert left == (new.pending_signups.get(), new, 1)


def test_one_who_fails_stops_nobody_else(monkeypatch):
    from signups.erasing import retention

    erase = retention.erase_stakeholder

    def stumbling(person, reason, **among):
        if person.name == "odd":
            raise ValueError
        return erase(person, reason, **among)

    monkeypatch.setattr(retention, "erase_stakeholder", stumbling)
    for name in ("odd", "one", "two"):
        joined(name, ago=days(20), state="pending")
    assert keep_house(NOW)["unconfirmed"] == 2
    assert names() == ["odd"]


def confirm(person):
    Stakeholder.objects.filter(pk=person.pk).update(state="confirmed", confirmed_at=NOW, active_at=NOW)


def answer_to_stay(person):
    Stakeholder.objects.filter(pk=person.pk).update(active_at=NOW, asked_to_stay_at=None)


@pytest.mark.parametrize(
    "late, has_left, answer",
    [
        ({"ago": days(20), "state": "pending"}, False, confirm),
        ({"ago": days(800), "asked_to_stay_at": NOW - days(31)}, False, answer_to_stay),
        ({"ago": days(5), "state": "pending"}, True, confirm),
    ],
)
def test_who_answers_while_others_are_erased_stays(late, has_left, answer, monkeypatch):
    from signups.erasing import retention

    real, both = retention.erase_stakeholder, [joined("Anna", **late), joined("Bert", **late)]
    for person in both if has_left else []:
        suppress_email(person.email)

    def while_the_other_answers(person, reason, **among):
        for other in both:
            if other != person:
                answer(other)
        return real(person, reason, **among)

    monkeypatch.setattr(retention, "erase_stakeholder", while_the_other_answers)
    keep_house(NOW)
    assert Stakeholder.objects.count() == 1


@pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="PostgreSQL needs no turns")
def test_who_joins_while_many_are_erased_comes_in_between(editor, monkeypatch):
    from signups.erasing import erasing

    turns = []

    def traceless(person):
        with (Path(settings.DATA_DIR) / "turns.lock").open("a") as door, suppress_error(BlockingIOError):
            fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return turns.append("nobody's") or {}
        return turns.append("own") or {}

    monkeypatch.setattr(erasing, "erase_traces", traceless)
    for name in ("one", "two"):
        joined(name, ago=days(20), state="pending")
    keep_house(NOW)
    chosen = [str(joined(name, ago=days(1)).pk) for name in ("three", "four")]
    editor.post("/admin/signups/stakeholder/", {"action": "delete_selected", "_selected_action": chosen, "post": "yes"})
    assert (names(), turns) == ([], ["own"] * 4)


def test_the_log_tells_how_many_and_of_nobody(caplog):
    joined("Wilhelmina", ago=days(20), state="pending", email="wilhelmina@zonnebloem.example")
    with caplog.at_level("INFO", logger="signups.erasing.retention"):
        keep_house(NOW)
    [line] = [record.getMessage() for record in caplog.records if record.name == "signups.erasing.retention"]
    assert "unconfirmed 1" in line and "ilhelmina" not in line


def test_it_is_part_of_the_night():
    from smartup.nightly import run_nightly

    joined("late", ago=timezone.now() - NOW + days(20), state="pending")
    Stakeholder.objects.update(created_at=timezone.now() - days(20))
    run_nightly.call()
    assert names() == []


@pytest.mark.parametrize(
    "moment, months, before",
    [
        ("2026-05-31", 3, "2026-02-28"),
        ("2028-03-31", 1, "2028-02-29"),
        ("2026-01-15", 24, "2024-01-15"),
        ("2026-12-31", 12, "2025-12-31"),
    ],
)
def test_months_are_those_of_the_calendar(moment, months, before):
    assert months_before(datetime.fromisoformat(moment), months) == datetime.fromisoformat(before)
