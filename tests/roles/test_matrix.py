"""Role × action × address, for every address that is registered; who may what stands in table.py."""

import pytest
from django.contrib import admin

from tests.people import EVERYBODY, VISITOR
from tests.roles import table
from tests.roles.addresses import Address, all_addresses
from tests.roles.asking import ALLOWED, MISSING, REFUSED, SIGN_IN, WRONG_METHOD, ask

pytestmark = pytest.mark.django_db

ADDRESSES = all_addresses()
OF_THINGS = [address for address in ADDRESSES if address.model]
OTHERS = [address for address in ADDRESSES if address.name in table.OTHER]


def rights_of(address: Address) -> table.Act | None:
    return table.OWN_ACTS.get((address.model, address.act)) or table.ACTS.get(address.act)


# --- Nothing without a row -------------------------------------------------------------------------------------


def test_every_address_has_a_row():
    listed = {*table.OTHER, *table.ELSEWHERE, *table.PUBLIC}
    new = sorted({address.name for address in ADDRESSES if not address.model and address.name not in listed})
    assert not new, f"Say in tests/roles/table.py who may ask for these, in OTHER, ELSEWHERE or PUBLIC: {new}"


def test_every_view_of_a_kind_of_thing_has_a_row():
    new = sorted({address.act for address in OF_THINGS if rights_of(address) is None})
    assert not new, f"Say in ACTS of tests/roles/table.py which right each of these views of the admin needs: {new}"


def test_every_kind_of_thing_has_a_row():
    new = {address.model for address in OF_THINGS} - set(table.RIGHTS)
    assert not new, f"Say in RIGHTS of tests/roles/table.py what each role may do with: {sorted(new)}"


def test_no_row_is_left_of_what_is_gone():
    names, acts = {address.name for address in ADDRESSES}, {address.act for address in OF_THINGS}
    assert {*table.OTHER, *table.ELSEWHERE, *table.PUBLIC} <= names
    assert set(table.ACTS) <= acts
    assert set(table.RIGHTS) <= {model._meta.label_lower for model in admin.site._registry}


# --- Each row holds --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", OF_THINGS, ids=lambda address: address.name or address.route)
def test_a_view_of_the_admin_answers_whom_it_should(site, undrawn, address):
    act = rights_of(address)
    if act is None or address.model not in table.RIGHTS:
        pytest.fail("no row, see above")
    expected = {
        method: None if letter is None else {who for who in EVERYBODY if table.may(who, letter, address.model)}
        for method, letter in zip(("get", "post"), act, strict=True)
    }
    assert mistakes(site, address, expected) == []


@pytest.mark.parametrize("address", OTHERS, ids=lambda address: address.name)
def test_another_address_answers_whom_it_should(site, undrawn, address):
    expected = dict(zip(("get", "post"), table.OTHER[address.name], strict=True))
    assert mistakes(site, address, expected) == []


def mistakes(site, address: Address, expected: dict) -> list[str]:
    """Return a sentence for everybody who is answered otherwise, or refused and still changes something."""
    found = []
    for method, may in expected.items():
        url, sent = site.url_of(address), site.sent_to(address) if method == "post" else None
        for who, browser in site.browsers.items():
            answer, right = ask(browser, method, url, sent), right_answers(who, may, address)
            if answer.kind not in right:
                found.append(f"{method} by {who}: {answer.kind}, where the table says: {' or '.join(right)}")
            if answer.kind != ALLOWED and answer.wrote:
                found.append(f"{method} by {who}: {answer.kind}, and yet it changed something: {answer.wrote}")
    return found


def right_answers(who: str, may, address: Address) -> set[str]:
    if who == VISITOR:
        return {REFUSED} if address.name.startswith("richtext:") else {SIGN_IN}
    if may is None:
        return {WRONG_METHOD, REFUSED}
    return {ALLOWED} if who in may else {REFUSED, MISSING}
