"""The settings of the tests: those of the site, with data of their own that vanishes with them."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

TEST_DATA = tempfile.mkdtemp(prefix="smartup-tests-")
(Path(TEST_DATA) / "static").mkdir()  # collectstatic would have made it
atexit.register(shutil.rmtree, TEST_DATA, ignore_errors=True)
os.environ |= {
    "DATA_DIR": TEST_DATA,
    "SECRET_KEY": "a key that everybody may know, for tests only",
    # Names without a hash: unit tests need no collectstatic. The browser's tests serve what production does.
    "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
    "EMAIL_URL": "",
}
for name in [
    "DEBUG",
    "HTTPS",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "BEHIND_PROXY",
    "CACHE_URL",
    "LOG_LEVEL",
    "SITE_URL",
    "MAIL_FROM",
    "HOST",
    "PORT",
]:
    os.environ.pop(name, None)

from smartup.settings import *  # noqa: E402, F403

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    # A file: in memory, two requests of one page at a time lock each other out. It needn't survive a power cut.
    DATABASES["default"]["TEST"] = {"NAME": f"{TEST_DATA}/test.sqlite3"}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
