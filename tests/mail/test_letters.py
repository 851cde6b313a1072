"""What somebody reads in a letter: the words of the site or of editors, with values that stay plain text."""

import pytest
from django.utils import timezone
from django.utils.translation import gettext_lazy, override

from content.mail.letters.placeholders import fill_placeholders
from content.mail.letters.writing import KINDS, LetterType, register_letter, write_letter, write_rich
from content.mail.models import Letter, OutboxMessage
from content.richtext.references import for_mail
from tests.factories import SiteSettingsFactory
from tests.mail.reading import is_balanced, links_in, shown_by, words_of

pytestmark = pytest.mark.django_db

HOSTILE = (
    "[Click](https://example.org) {{ secret }} {code} {% now %} <b>bold</b> & \u202egnp.exe\x07\r\nBcc: eve@example.org"
)
INERT = "[Click](https://example.org) {{ secret }} {code} {% now %} <b>bold</b> & gnp.exe Bcc: eve@example.org"
ADDRESS = "https://example.org/en/confirm/?key=a&b=1"
VALUES = {"name": "Anna de Vries", "code": "012345", "message": "One.\n\nTwo,\nthree.", "address": ADDRESS}


@pytest.fixture
def kind():
    """A letter with all that a letter may have."""
    made = LetterType(
        key="tests.letter",
        title="A letter",
        subject="{name}, your code for {site}",
        body="Hello {name},\n\nThis is your code:\n\n{code}\n\nOr press\nthe button.\n\n{button}\n\n{message}\n\nYours, {site}",
        button=gettext_lazy("Download"),
        placeholders={"name": "Whom it is for", "code": "The code", "message": "What was said"},
        needed=frozenset({"code"}),
    )
    yield register_letter(made)
    del KINDS[made.key]


@pytest.fixture
def site():
    """The site says what it is called and who answers questions."""
    return SiteSettingsFactory(name_nl="Slim!", name_en="Smart Up!", organisation="RUG", contact_email="us@example.org")


def written(language="en", values=VALUES, **more) -> OutboxMessage:
    return write_letter("tests.letter", to="anna@example.org", language=language, values=values, **more)


def test_a_letter_waits_in_the_outbox_as_text(kind, site):
    mail = written(
        reason="You joined {site}.", my_data="https://example.org/me", unsubscribe="https://example.org/stop"
    )
    assert mail.subject == "Anna de Vries, your code for Smart Up!"
    assert mail.text == (
        "Hello Anna de Vries,\n\nThis is your code:\n\n012345\n\nOr press\nthe button.\n\n"
        f"Download:\n{ADDRESS}\n\nOne.\n\nTwo,\nthree.\n\nYours, Smart Up!\n\n"
        "-- \nYou joined Smart Up!\nSee, change or erase what we know about you:\nhttps://example.org/me\n"
        "Unsubscribe:\nhttps://example.org/stop\nQuestions? Write to us@example.org\nSmart Up! · RUG\n"
    )
    assert (mail.recipient, mail.reply_to, mail.letter) == ("anna@example.org", "us@example.org", "tests.letter")
    assert OutboxMessage.objects.get() == mail


def test_the_html_says_the_same_as_the_text(kind, site):
    mail = written(
        reason="You joined {site}.", my_data="https://example.org/me", unsubscribe="https://example.org/stop"
    )
    assert words_of(mail.html) == [
        "Smart Up!",
        "Anna de Vries, your code for Smart Up!",
        "Hello Anna de Vries,",
        "This is your code:",
        "012345",
        "Or press the button.",
        "Download",
        "One.",
        "Two, three.",
        "Yours, Smart Up!",
        "You joined Smart Up!",
        "See, change or erase what we know about you",
        "Unsubscribe",
        "Questions? Write to us@example.org",
        "Smart Up! · RUG",
    ]
    assert links_in(mail.html) == [
        ADDRESS, "https://example.org/me", "https://example.org/stop", "mailto:us@example.org",
    ]  # fmt: skip


def test_a_letter_is_in_the_language_of_its_reader(kind, site):
    with override("en"):
        mail = written("nl")
    assert mail.subject == "Anna de Vries, your code for Slim!"
    assert (
        '<html lang="nl">' in mail.html
        and 'href="https://example.org/en/confirm/?key=a&amp;b=1">Downloaden<' in mail.html
    )
    assert mail.language == "nl"


def test_words_of_strangers_are_words_and_no_more(kind, site):
    values = {**VALUES, "name": HOSTILE, "message": HOSTILE}
    mail = written(values=values)
    assert mail.subject == f"{INERT}, your code for Smart Up!"
    assert f"Hello {INERT},\n" in mail.text
    assert f"Hello {INERT}," in words_of(mail.html)
    assert links_in(mail.html) == [ADDRESS, "mailto:us@example.org"]
    assert mail.text.count("012345") == 1


def test_a_subject_is_one_line_of_a_certain_length(kind, site):
    mail = written(values={**VALUES, "name": "Anna\n" * 100})
    assert len(mail.subject) <= 150 and mail.subject.startswith("Anna Anna") and mail.subject.endswith("…")
    assert "\n" not in mail.subject


def test_nobody_is_greeted_without_a_name(kind, site):
    assert written(values={**VALUES, "name": "", "message": ""}).text.startswith("Hello,\n\nThis is your code:")


def test_what_was_not_said_leaves_no_gap(kind, site):
    assert f"{ADDRESS}\n\nYours, Smart Up!" in written(values={**VALUES, "message": ""}).text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Joined {site}.", "Joined Smart Up!"),
        ("Joined {site}!", "Joined Smart Up!"),
        ("Joined {site}?", "Joined Smart Up!?"),
        ("Joined {site}, {name}.", "Joined Smart Up!, Anna."),
        ("See {site}.org", "See Smart Up!.org"),
    ],
)
def test_a_value_that_ends_the_sentence_needs_no_stop(line, said):
    assert fill_placeholders(line, {"site": "Smart Up!", "name": "Anna"}) == said


def test_a_value_that_is_missing_is_noticed_at_once(kind):
    with pytest.raises(KeyError, match="code"):
        written(values={"name": "Anna", "message": "", "address": ADDRESS})


def test_words_of_editors_replace_those_of_the_site_language_by_language(kind, site):
    Letter.objects.update_or_create(
        pk=kind.key, defaults={"subject_nl": "Jouw code", "body_nl": "Beste {name},\n\n{code}\n\n{nonsense} { {{code}}"}
    )
    assert written("nl").subject == "Jouw code"
    assert written("nl").text.startswith("Beste Anna de Vries,\n\n012345\n\n{nonsense} { {012345}\n\n-- \n")
    assert written("en").subject == "Anna de Vries, your code for Smart Up!"


def test_a_letter_with_a_mark_is_written_once(kind):
    first = written(once="reminder of Anna")
    assert first is not None and written(once="reminder of Anna") is None
    assert OutboxMessage.objects.get() == first


def test_a_letter_may_wait(kind):
    tomorrow = timezone.now() + timezone.timedelta(days=1)
    assert written(not_before=tomorrow).next_try_at == tomorrow


def test_long_words_stay_within_the_page(kind):
    mail = written(values={**VALUES, "message": "x" * 3000})
    assert "x" * 3000 in mail.html and "overflow-wrap: anywhere" in mail.html


# --- Words of an editor's own ------------------------------------------------------------------------------------

STORY = (
    "<h2>News</h2><p>Read <a href=\"/en/cases/\">the cases</a> &amp; <strong>more</strong>.<br>Now.</p>"
    "<ul><li>one<ul><li>half</li></ul></li><li>two</li></ul><ol start=\"3\"><li>third</li><li>fourth</li></ol>"
    "<blockquote><p>Said</p><p>so</p></blockquote><hr>"
    "<table><tbody><tr><th>Day</th><td>Monday</td></tr></tbody></table>"
    "<p><a href=\"mailto:us@example.org\">us@example.org</a></p>"
)  # fmt: skip


def test_rich_text_is_read_as_text_too(site, settings):
    settings.SITE_URL = "https://smart.example"
    mail = write_rich(subject="News", body=for_mail(STORY, "en"), to="anna@example.org", language="en")
    assert mail.text.partition("\n\n-- \n")[0] == (
        "News\n\nRead the cases (https://smart.example/en/cases/) & more.\nNow.\n\n"
        "- one\n  - half\n- two\n\n3. third\n4. fourth\n\n> Said\n>\n> so\n\n* * *\n\nDay | Monday\n\nus@example.org"
    )
    assert is_balanced(mail.html)
    assert links_in(mail.html)[:2] == ["https://smart.example/en/cases/", "mailto:us@example.org"]


def test_no_mail_fetches_anything_but_pictures_that_can_be_seen(site, kind):
    picture = (
        '<figure><img src="smartup:picture/0190c2c4-0000-7000-8000-000000000000"><figcaption>Us</figcaption></figure>'
    )
    rich = write_rich(subject="News", body=for_mail(f"<p>Hi</p>{picture}", "en"), to="a@example.org", language="en")
    for mail in [rich, written()]:
        assert shown_by(mail.html).isdisjoint({"img", "link", "script", "iframe", "picture", "object"})
        assert "url(" not in mail.html and "@import" not in mail.html and "src=" not in mail.html


# --- All letters of the site -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_letter_reads_well_with_its_examples(language, site):
    assert KINDS
    for kind in list(KINDS.values()):
        with override(language):
            values = {"address": ADDRESS, **{name: str(kind.example[name]) for name in kind.placeholders}}
        mail = write_letter(kind.key, to="anna@example.org", language=language, values=values)
        assert "{" not in mail.subject + mail.text, kind.key
        assert mail.subject and "\n" not in mail.subject
        assert is_balanced(mail.html), kind.key
        for name in kind.needed - {"button", "address"}:
            assert values[name] in mail.text, (kind.key, name)
        if kind.button:
            assert ADDRESS in mail.text and ADDRESS in links_in(mail.html), kind.key
