"""Save every public page of the demonstration as HTML: `python -m tests.browser.saved_pages FOLDER`.

Begins at the home page in both languages and follows each link that stays on the site.
"""

import re
import sys
import tempfile
import urllib.error
import urllib.request
from html import unescape
from pathlib import Path

from tests.browser.served import served


def save_all(url: str, folder: Path) -> None:
    """Write each page reachable from `url` into `folder`, named by its path."""
    waiting, seen = ["/nl/", "/en/", "/nl/nothing-here/"], set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        page = _page(url + path)
        if page:
            name = path.strip("/").replace("/", ".").replace("?", "_")
            (folder / f"{name}.html").write_text(page)
        links = re.findall(r'href="(/(?:nl|en)/[^"#]*)', page)
        waiting += [unescape(link) for link in links]


def _page(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            if not answer.headers["Content-Type"].startswith("text/html"):
                return ""
            return answer.read().decode()
    except urllib.error.HTTPError as failure:  # error pages are pages too
        with failure:
            return failure.read().decode()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as data, served(Path(data)) as site:
        save_all(site.url, Path(sys.argv[1]))
