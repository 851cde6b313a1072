"""System checks that refuse a dangerous production start: `manage.py check --deploy`."""

import os

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register  # noqa: A004
from django.core.files.storage import FileSystemStorage, storages

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
