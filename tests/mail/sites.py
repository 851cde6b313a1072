"""Processes of the site that send the mail of a test's database."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent


def manage(*arguments: str, server: str) -> subprocess.Popen:
    """Start a command of the site in a process of its own. server: the address of a mail server."""
    environment = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(settings.DATA_DIR),
        "DATABASE_URL": _database(),
        "EMAIL_URL": server,
        "SITE_URL": "https://www.example.org",
        "SECRET_KEY": settings.SECRET_KEY,
        "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
        "LOG_LEVEL": "ERROR",
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def work(server: str) -> subprocess.Popen:
    """Start the worker that a site always has."""
    return manage("work", "--queue-name", "*", "--no-reload", "--no-startup-delay", "--verbosity", "0", server=server)


def send_mail(server: str) -> str:
    """Send what is due, once, and return what was said."""
    said, _nothing = manage("send_mail", server=server).communicate(timeout=60)
    return said


def _database() -> str:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
