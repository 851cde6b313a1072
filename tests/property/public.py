"""All that anybody may fetch, byte by byte."""

import re
from io import BytesIO
from zipfile import ZipFile

from django.apps import apps
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from content.workflow.models import Publishable
from events.models import Evidence
from gallery.models import Photo

# What an answer consists of, as far as it is about content.
HEADERS = ["Content-Type", "Location", "Content-Disposition", "Content-Length", "Cache-Control"]
WORDS = ["spiegel", "mirror", "case", "lesson", "speaker", "slides"]

_LINK = re.compile(rb'(?:href|src|srcset|action|content)="(/[^"#\s]*)')
_LASTMOD = re.compile(rb"<lastmod>[^<]*</lastmod>")


def everything(words=()) -> dict[str, tuple]:
    """Return address → (status, headers, bytes) of all that links lead to, and of the addresses that objects have.

    words: to search for, besides the usual ones. The moments of change in the sitemap are left out, and the keys of
    parts are replaced by their place: each time one is added, it gets another.
    """
    client, waiting, found = Client(), [*_starts(), *_searches(words)], {}
    while waiting:
        address = waiting.pop()
        if address not in found:
            _status, headers, content = found[address] = fetched(client, address)
            if headers["Content-Type"].startswith("text/html"):
                waiting += [link for link in _links_in(content) if link not in found]
    return _without_keys_of_parts(found)


def differences(before: dict, after: dict) -> list[str]:
    """Return the addresses at which the two don't answer the same."""
    return sorted(address for address in {*before, *after} if before.get(address) != after.get(address))


def _without_keys_of_parts(found: dict[str, tuple]) -> dict[str, tuple]:
    photos = Photo.objects.order_by("album__created_at", "position", "digest").values_list("pk", flat=True)
    evidence = Evidence.objects.order_by("lesson__created_at", "case__created_at").values_list("pk", flat=True)
    places = {str(key): f"part-{place}" for place, key in enumerate([*photos, *evidence])}
    keys = re.compile("|".join(places) or r"\Z")
    keys_in_bytes = re.compile(keys.pattern.encode())
    return {
        keys.sub(lambda key: places[key[0]], address): (
            status,
            headers,
            keys_in_bytes.sub(lambda key: places[key[0].decode()].encode(), content),
        )
        for address, (status, headers, content) in found.items()
    }


def _starts() -> list[str]:
    items = [
        item for model in apps.get_models() if issubclass(model, Publishable) for item in model._base_manager.all()
    ]
    pages = [path for item in items if hasattr(item, "addresses") for path in item.addresses().values()]
    files = [item.get_absolute_url() for item in items if item._meta.label == "documents.Document"]
    return ["/nl/", "/en/", "/sitemap.xml", "/robots.txt", "/favicon.ico", *pages, *files]


def _searches(words) -> list[str]:
    return [f"/{path}/?q={word}" for path in ("nl/zoeken", "en/search") for word in [*WORDS, *words]]


def _links_in(content: bytes) -> list[str]:
    found = (link.decode().replace("&amp;", "&") for link in _LINK.findall(content))
    return [link for link in found if not link.startswith(("//", "/static/", "/admin/")) and "?from=" not in link]


def fetched(client: Client, address: str) -> tuple:
    with override(settings.LANGUAGE_CODE):  # a visitor's language is no editor's
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = {name: answer.headers.get(name, "") for name in HEADERS}
    if headers["Content-Type"] == "application/zip":
        content = _unpacked(content)
    return answer.status_code, headers, _LASTMOD.sub(b"", content)


def _unpacked(content: bytes) -> bytes:
    """The files of an archive, without the moments at which it says they were packed."""
    with ZipFile(BytesIO(content)) as archive:
        return b"".join(name.encode() + archive.read(name) for name in archive.namelist())
