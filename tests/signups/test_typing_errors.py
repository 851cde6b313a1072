"""Slips of the finger in addresses are found, and names that are right are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signups.joining.email_suggestions import likely_address

SLIPS = {
    "gmail.com": ["gmial.com", "gmai.com", "gmail.con", "gmail.co", "gmaill.com", "gnail.com", "gamil.com", "gmail.cm"],
    "hotmail.com": ["hotmial.com", "hotmal.com", "hotmail.con", "hotmaill.com"],
    "hotmail.nl": ["hotmial.nl", "hotmail.nk", "hotmail.bl"],
    "outlook.com": ["outlok.com", "outlook.con", "oulook.com", "outllook.com"],
    "ziggo.nl": ["zigo.nl", "ziggo.nk", "zigggo.nl"],
    "kpnmail.nl": ["kpnmal.nl", "kpmail.nl", "kpnmail.ml"],
    "bedrijf.nl": ["bedrijf.nk", "bedrijf.nlk"],
    "company.com": ["company.con", "company.vom"],
}
RIGHT = [
    "gmail.com", "GMAIL.com", "gmx.com", "mail.com", "email.com", "live.nl", "me.com", "ma.com", "msn.nl", "bome.nl",
    "mail.home.nl", "example.org", "gemeente-emmen.nl", "company.co", "bedrijf.ml", "rug.nl", "rog.nl", "müller.de",
]  # fmt: skip


@pytest.mark.parametrize(("host", "slip"), [(host, slip) for host, slips in SLIPS.items() for slip in slips])
def test_a_slip_is_found(host, slip):
    assert likely_address(f"Anna.V@{slip}") == f"Anna.V@{host}"


@pytest.mark.parametrize("host", RIGHT)
def test_a_name_that_is_right_is_left_alone(host):
    assert likely_address(f"anna@{host}") == ""


@given(st.text(max_size=300))
def test_any_text_gets_an_answer_and_an_answer_is_not_asked_about(text):
    meant = likely_address(text)
    assert not meant or likely_address(meant) == ""
