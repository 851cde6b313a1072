"""System checks that refuse a dangerous production start: `manage.py check --deploy`."""

import os
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register  # noqa: A004
from django.core.files.storage import FileSystemStorage, storages
from django.http.request import validate_host

_NAME_A_SERVER = "Name a mail server: EMAIL_URL=smtp+tls://user:password@mail.example.org:587"
SHORTEST_KEY = 50  # characters; what Django asks too


@register(Tags.security, deploy=True)
def debug_is_off(app_configs, **kwargs):
    """E001: pages for debugging show settings and source to anybody who meets an error."""
    if not settings.DEBUG:
        return []
    return [Error("DEBUG is on.", hint="Take DEBUG out of the environment.", id="smartup.E001")]


@register(Tags.security, deploy=True)
def key_is_long(app_configs, **kwargs):
    """E002: who guesses the key can sign in as anybody."""
    if len(settings.SECRET_KEY) >= SHORTEST_KEY and len(set(settings.SECRET_KEY)) > 5:
        return []
    hint = (
        "Leave SECRET_KEY out, so that a long one is made and kept in DATA_DIR, or give one of 50 characters or more."
    )
    return [Error("The secret key is easy to guess.", hint=hint, id="smartup.E002")]


@register(Tags.security, deploy=True)
def hosts_are_named(app_configs, **kwargs):
    """E003: links in mail are made from the host that the visitor names, so it must be one of ours."""
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    hint = "Name the site's own hosts: ALLOWED_HOSTS=www.example.org,example.org"
    return [Error("The site answers to every host name.", hint=hint, id="smartup.E003")]


@register(Tags.security, deploy=True)
def connection_is_secure(app_configs, **kwargs):
    """W001: without https anybody on the way reads what visitors send."""
    if settings.HTTPS:
        return []
    hint = "Put a web server with a certificate in front, and set HTTPS=1 BEHIND_PROXY=1."
    return [Warning("Visitors reach the site without https.", hint=hint, id="smartup.W001")]


@register(Tags.security, deploy=True)
def mails_are_not_shown(app_configs, **kwargs):
    """E005: whoever reads other people's mails can follow the links in them."""
    if settings.EMAIL_URL != "shown://":
        return []
    return [Error("Mails are shown instead of being sent.", hint=_NAME_A_SERVER, id="smartup.E005")]


@register(deploy=True)
def mail_can_leave(app_configs, **kwargs):
    """W002: who joins gets no mail to confirm it by."""
    if settings.MAIL_BY_SMTP or settings.EMAIL_URL == "shown://":
        return []
    return [Warning("Mail waits in the outbox: no mail server is set.", hint=_NAME_A_SERVER, id="smartup.W002")]


@register(deploy=True)
def links_in_mails_lead_here(app_configs, **kwargs):
    """W003: a link in a mail that leads elsewhere confirms nothing."""
    site = urlsplit(settings.SITE_URL)
    known = site.hostname and validate_host(site.hostname, settings.ALLOWED_HOSTS)
    if known and (site.scheme == "https") == settings.HTTPS:
        return []
    hint = "Give the address by which visitors reach it, whose host ALLOWED_HOSTS has: SITE_URL=https://www.example.org"
    return [Warning(f"Links in mails lead to {settings.SITE_URL}.", hint=hint, id="smartup.W003")]


@register(deploy=True)
def uploads_can_be_written(app_configs, **kwargs):
    """E004: an upload that can't be kept is lost."""
    folders = [_folder(alias) for alias in ("default", "private")]
    return [
        Error(
            f"Uploads can't be written to {folder}.",
            hint="Give the folder to the account that runs the site, or choose another DATA_DIR.",
            id="smartup.E004",
        )
        for folder in folders
        if folder and not _can_write(folder)
    ]


def _folder(alias):
    storage = storages[alias]
    return storage.location if isinstance(storage, FileSystemStorage) else None


def _can_write(folder):
    try:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103  storages speak in strings
    except OSError:
        return False
    return os.access(folder, os.W_OK)
