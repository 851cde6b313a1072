"""Every page that a visitor can reach."""

import re
import urllib.request
from urllib.parse import urldefrag, urljoin, urlsplit

_HREF = re.compile(r'<a\s[^>]*href="([^"]+)"')
# Photos differ in nothing but the picture: a few stand for all.
_PHOTO = re.compile(r"^/(?:nl|en)/foto|^/(?:nl|en)/photo")
PHOTOS = 2


def crawl(site_url: str, starts: tuple[str, ...] = ("/nl/", "/en/")) -> list[str]:
    """Return the paths of all HTML pages that links lead to from `starts`, each once, in order of discovery.

    Raises HTTPError for a link that leads nowhere.
    """
    waiting, pages, photos = list(starts), [], 0
    seen = set(waiting)
    while waiting:
        path = waiting.pop(0)
        photos += bool(_PHOTO.match(path))
        if _PHOTO.match(path) and photos > PHOTOS * 2:
            continue
        with urllib.request.urlopen(site_url + path) as answer:
            if not answer.headers["Content-Type"].startswith("text/html"):
                continue
            html = answer.read().decode()
        pages.append(path)
        for link in links_of(html, site_url + path):
            if link not in seen:
                seen.add(link)
                waiting.append(link)
    return pages


def links_of(html: str, url: str) -> list[str]:
    """Return the paths on the same site that the links of the page at `url` lead to, as a browser would follow them."""
    found = (urldefrag(urljoin(url, link.replace("&amp;", "&"))).url for link in _HREF.findall(html))
    here = urlsplit(url)
    return [
        place.path + (f"?{place.query}" if place.query else "")
        for place in map(urlsplit, found)
        if (place.scheme, place.netloc) == (here.scheme, here.netloc)
    ]
