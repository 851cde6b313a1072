"""Whatever somebody calls oneself, writes or is answered: in a mail it is words, and nothing but words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.mail.letterhead import Letterhead
from content.mail.letters.letter_types import LetterType
from content.mail.letters.writing import LetterWording, compose_letter
from tests.mail.reading import is_balanced, links_in, shown_by

pytestmark = pytest.mark.property

ADDRESS = "https://example.org/key/"
KIND = LetterType(
    key="tests.any",
    title="Any",
    subject="",
    body="",
    button="Confirm",
    placeholders={"name": "", "code": "", "message": ""},
)
WORDS = LetterWording(
    "{name} at {site}", "Hello {name},\n\n{code}\n\n{message}\n\nSaid: {message}.\n\n{button}", "Confirm"
)
HEAD = Letterhead("Smart Up!", "RUG", "us@example.org")
NASTY = st.sampled_from(
    ["{code}", "{button}", "{{ secret }}", "{% now %}", "[a](https://evil.example)", "<a href='https://evil.example'>",
     '" class="text" style="', "</p></td>", "<!--", "<![CDATA[", "&lt;script&gt;", "\r\nBcc: eve@evil.example\r\n\r\n", "\u202e", "\x00",
     "\ud800", "\n\n", "%(name)s", "$name", "\\"]
)  # fmt: skip
ANYTHING = st.lists(st.one_of(st.text(max_size=20), NASTY), max_size=8).map("".join)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(name=ANYTHING, code=ANYTHING, message=ANYTHING)
def test_values_are_words_in_every_part_of_a_mail(name, code, message):
    values = {"name": name, "code": code, "message": message, "address": ADDRESS}
    mail = compose_letter(KIND, WORDS, values, HEAD, "en", reason="Because.", unsubscribe=f"{ADDRESS}stop/")
    assert is_balanced(mail.html)
    assert links_in(mail.html) == [ADDRESS, f"{ADDRESS}stop/", "mailto:us@example.org"]
    assert shown_by(mail.html) <= {
        "html", "head", "meta", "title", "style", "body", "table", "tr", "td", "h1", "p", "br", "a"
    }  # fmt: skip
    assert len(mail.subject) <= 150 and mail.subject == " ".join(mail.subject.split())
    assert not {"\x00", "\r", "\u202e"} & set(mail.subject + mail.text + mail.html)
    (mail.subject + mail.text + mail.html).encode()
    assert mail.text.count(ADDRESS) == 2
