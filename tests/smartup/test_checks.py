"""What `check --deploy` refuses."""

import pytest
from django.core.checks import run_checks
from django.core.files.storage import storages

SOUND = {
    "DEBUG": False,
    "HTTPS": True,
    "ALLOWED_HOSTS": ["www.example.org"],
    "SECRET_KEY": "abcdefghij" * 6,
    "SITE_URL": "https://www.example.org",
    "EMAIL_URL": "smtp://localhost:25",
    "MAIL_BY_SMTP": True,
}


def ours():
    return [
        (message.id, bool(message.hint))
        for message in run_checks(include_deployment_checks=True)
        if "smartup" in message.id
    ]


@pytest.fixture(autouse=True)
def sound(settings):
    for name, value in SOUND.items():
        setattr(settings, name, value)


def test_a_sound_production_passes():
    assert ours() == []


@pytest.mark.parametrize(
    ("name", "value", "refused"),
    [
        ("DEBUG", True, "smartup.E001"),
        ("SECRET_KEY", "short", "smartup.E002"),
        ("SECRET_KEY", "a" * 60, "smartup.E002"),
        ("ALLOWED_HOSTS", ["www.example.org", "*"], "smartup.E003"),
        ("EMAIL_URL", "shown://", "smartup.E005"),
        ("MAIL_BY_SMTP", False, "smartup.W002"),
        ("SITE_URL", "https://elsewhere.example", "smartup.W003"),
        ("SITE_URL", "http://www.example.org", "smartup.W003"),
    ],
)
def test_a_dangerous_production_is_refused_with_a_hint(settings, name, value, refused):
    setattr(settings, name, value)
    assert ours() == [(refused, True)]


def test_a_site_without_https_is_told_so(settings):
    settings.HTTPS, settings.SITE_URL = False, "http://www.example.org"
    assert ours() == [("smartup.W001", True)]


def test_uploads_that_cannot_be_written_are_refused(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setattr(storages["private"], "_location", str(tmp_path / "file" / "private"))
    for name in ("base_location", "location"):
        storages["private"].__dict__.pop(name, None)
    assert ours() == [("smartup.E004", True)]
