"""What arrives: headers, both forms of the text, and nothing that somebody smuggled in."""

import ssl
import subprocess
from uuid import uuid4

import pytest
from aiosmtpd.smtp import AuthResult

from content.mail.models import OutboxMessage
from content.mail.outbox.sending import deliver_due
from tests.factories import OutboxMessageFactory
from tests.mail.servers import Server

pytestmark = pytest.mark.django_db
UNSUBSCRIBE = "https://www.example.org/nl/afmelden/" + "k" * 300 + ":2/"


def sent(server, **values):
    """Return what arrives of a mail with `values`."""
    mail = OutboxMessageFactory(**values)
    assert deliver_due().sent == 1, OutboxMessage.objects.get(pk=mail.pk).error
    return mail, server.kept[-1]


def test_a_letter_of_the_site_says_so(by_smtp):
    row, mail = sent(by_smtp, reply_to="team@example.org", language="nl")
    assert {name: mail[name] for name in (
        "From", "To", "Reply-To", "Subject", "Message-ID", "Content-Language", "Auto-Submitted", "List-Unsubscribe",
    )} == {
        "From": "Smart Up! <join@example.org>",
        "To": "visitor@example.org",
        "Reply-To": "team@example.org",
        "Subject": "Welkom",
        "Message-ID": f"<{row.pk}@www.example.org>",
        "Content-Language": "nl",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": None,
    }  # fmt: skip
    assert mail["Date"] and mail.get_content_type() == "text/plain"


def test_an_update_was_written_by_somebody(by_smtp):
    _row, mail = sent(by_smtp, batch=uuid4())
    assert mail["Auto-Submitted"] is None


def test_mail_clients_can_unsubscribe_by_one_click(by_smtp):
    """RFC 8058, with an address that is longer than a line."""
    _row, mail = sent(by_smtp, unsubscribe=UNSUBSCRIBE)
    assert mail["List-Unsubscribe"].replace(" ", "") == f"<{UNSUBSCRIBE}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_text_and_html_say_the_same_in_whatever_letters(by_smtp):
    text = "Fijn dat je meedoet, Zoë Łukasz Ελένη 🎉\n.\n..twee\n"
    _row, mail = sent(by_smtp, subject="Één ✓", text=text, html=f"<p>{text}</p>")
    assert mail["Subject"] == "Één ✓"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    plain, html = mail.iter_parts()
    assert plain.get_content().replace("\r\n", "\n").rstrip() == text.rstrip()
    assert html.get_content().replace("\r\n", "\n").rstrip() == f"<p>{text}</p>"


@pytest.mark.parametrize(
    "text", ["\r\n.\r\n", "\n.\n", "\r.\r", "\n.\r\n", "\r\n.\r", ".", "..", "x" * 5000, "\x85.\x85", "\u2028.\u2028"]
)
def test_no_text_ends_the_mail_early_or_smuggles_another_in(by_smtp, text):
    smuggled = f"before{text}MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\nafter"
    row, mail = sent(by_smtp, text=smuggled)
    assert len(by_smtp.kept) == 1
    assert mail["Message-ID"] == f"<{row.pk}@www.example.org>"
    assert mail.get_content().split() == smuggled.replace("\x85", "\x85").split()


def test_a_subject_with_a_line_break_is_one_line(by_smtp):
    _row, mail = sent(by_smtp, subject="Hello\r\nBcc: victim@example.org\r\n\r\nBody")
    assert mail["Subject"] == "Hello Bcc: victim@example.org Body"
    assert mail["Bcc"] is None and by_smtp.recipients == ["visitor@example.org"]


@pytest.mark.parametrize("field", ["recipient", "reply_to"])
@pytest.mark.parametrize(
    "address",
    [
        "a@example.org\nBcc: b@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org, b@example.org",
        "Anne <a@example.org>",
        "<a@example.org>",
        "a@example.org>\r\nRCPT TO:<b@example.org",
        "a@example.org ",
        "nobody",
        " ",
    ],
)
def test_an_address_that_is_more_than_one_is_none(by_smtp, field, address):
    mail = OutboxMessageFactory(**{field: address})
    assert deliver_due().sent == 0
    mail.refresh_from_db()
    assert mail.given_up_at and mail.error
    assert by_smtp.kept == []


@pytest.mark.parametrize("language", ["nl\nX", "\r\nX:"])
def test_no_other_header_has_a_second_line(by_smtp, language):
    mail = OutboxMessageFactory(language=language)
    assert deliver_due().sent == 0
    mail.refresh_from_db()
    assert mail.error and by_smtp.kept == []


def test_an_address_to_unsubscribe_with_line_breaks_stays_one_address(by_smtp):
    _row, mail = sent(by_smtp, unsubscribe="https://example.org/>\r\nBcc: b@example.org")
    assert mail["List-Unsubscribe"] == "<https://example.org/%3E%0D%0ABcc:%20b@example.org>"
    assert mail["Bcc"] is None


def test_a_domain_in_other_letters_is_written_as_servers_know_it(by_smtp):
    sent(by_smtp, recipient="post@bücher.example")
    assert by_smtp.recipients == ["post@xn--bcher-kva.example"]


@pytest.fixture
def certificate(tmp_path):
    """A certificate for 127.0.0.1 that nobody but us believes."""
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    command = [
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"),
        *("-keyout", str(key), "-out", str(cert), "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return cert, key


def with_login(certificate) -> Server:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)

    def login(server, session, envelope, mechanism, data):
        return AuthResult(success=(data.login, data.password) == (b"smartup", b"secret"), handled=False)

    return Server(tls_context=context, require_starttls=True, auth_required=True, authenticator=login)


@pytest.mark.parametrize(("password", "arrives"), [("secret", True), ("wrong", False)])
def test_over_starttls_with_a_password(sends_to, settings, monkeypatch, certificate, password, arrives):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    server = with_login(certificate).start()
    try:
        sends_to(server)
        settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = True, "smartup", password
        OutboxMessageFactory()
        done = deliver_due()
        assert (done.sent, len(server.kept)) == (int(arrives), int(arrives))
        assert done.trouble.startswith("535") is not arrives
    finally:
        server.stop()


def test_a_certificate_that_nobody_believes_gets_no_password(sends_to, settings, certificate):
    server = with_login(certificate).start()
    try:
        sends_to(server)
        settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = True, "smartup", "secret"
        OutboxMessageFactory()
        assert "CERTIFICATE_VERIFY_FAILED" in deliver_due().trouble
    finally:
        server.stop()
