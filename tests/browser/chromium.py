"""Where Chromium is: `find()` tells the tests, `python -m tests.browser.chromium` installs one where there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
WHAT_TO_DO = (
    "make: the tests need a browser, and none could be installed. Install Chromium (Debian: apt install chromium; "
    "elsewhere: .venv/bin/python -m playwright install --with-deps chromium), or name yours: CHROMIUM=/path/to/chrome make test"
)


def find() -> str | None:
    """Return the path of a Chromium that starts, or None. CHROMIUM names one; else what the system has, else Playwright's."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if _starts(named) else None
    return next(filter(_starts, filter(None, map(shutil.which, NAMES))), None) or _playwrights()


def install() -> None:
    """Install Debian's where we may, else Playwright's; end with one clear line when neither works."""
    print("Installing a browser for the tests …", flush=True)
    if os.geteuid() == 0 and "ID=debian" in _system():
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
    if not find():
        with_system_packages = ["--with-deps"] if os.geteuid() == 0 else []
        _run(sys.executable, "-m", "playwright", "install", *with_system_packages, "chromium")
    if not find():
        sys.exit(WHAT_TO_DO)


def _starts(path: str) -> bool:
    """Ubuntu's `chromium-browser` is there before its snap is: only what tells its version is a browser."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return str(path) if path.exists() else None


def _system() -> str:
    release = Path("/etc/os-release")
    return release.read_text() if release.exists() else ""


def _run(*command: str) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__" and not find():
    install()
