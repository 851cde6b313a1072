"""What the officer sees of those who left: how many, why, when, and of nobody."""

import pytest
from django.urls import reverse

from tests.factories import ErasureFactory
from tests.people import browser_of

pytestmark = pytest.mark.django_db


def test_the_officer_sees_how_many_left_for_which_reason():
    officer = browser_of("officer")
    for reason in ["unconfirmed", "unconfirmed", "inactive"]:
        ErasureFactory(reason=reason, rows={"stakeholder": 1, "consent": 2})
    page = officer.get(reverse("admin:signups_erasure_changelist")).content.decode()
    assert "Never confirmed (2)" in page and "No sign of life (1)" in page
    assert page.count('<td class="field-how_much">3</td>') == 3


def test_nobody_alters_a_proof():
    officer, proof = browser_of("officer"), ErasureFactory()
    page = reverse("admin:signups_erasure_change", args=[proof.pk])
    assert str(proof.pk) in officer.get(page).content.decode()
    assert officer.post(page, {"reason": "inactive"}).status_code == 403
    assert officer.post(reverse("admin:signups_erasure_delete", args=[proof.pk])).status_code == 403
