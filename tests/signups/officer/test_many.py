"""Ten thousand people: no page asks more than for a few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from signups.models import Stakeholder

pytestmark = [pytest.mark.django_db, pytest.mark.scale]
PAGES = [reverse(f"admin:signups_stakeholder_{name}") for name in ("changelist", "charts", "export", "duplicates")]


def join(first: int, last: int) -> None:
    Stakeholder.objects.bulk_create(
        Stakeholder(
            name=f"Name {number // 2}", email=f"{number}@example.org", kind="citizen", language="nl", state="confirmed"
        )
        for number in range(first, last)
    )


def questions(officer) -> dict[str, int]:
    """Return how many queries each page asks."""
    asked = {}
    for page in [*PAGES, f"{PAGES[0]}?q=name"]:
        with CaptureQueriesContext(connection) as queries:
            assert officer.get(page).status_code == 200
        asked[page] = len(queries)
    return asked


def test_ten_thousand_people_ask_no_more_than_sixty(officer):
    join(0, 60)
    questions(officer)  # content types are remembered from now on
    few = questions(officer)
    join(60, 10_000)
    assert questions(officer) == few
