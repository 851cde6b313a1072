"""Sending a file as the browser does: ask how much is there, then chunk after chunk."""

from urllib.parse import urlencode

from django.urls import reverse

from gallery.uploads.parts import CHUNK

MODIFIED = 1_537_360_200_000


def upload_url(album, name: str, size: int, offset: int | None = None, modified=MODIFIED) -> str:
    told = {"name": name, "size": size, "modified": modified}
    query = urlencode(told if offset is None else {**told, "offset": offset})
    return f"{reverse('admin:gallery_album_upload', args=[album.pk])}?{query}"


def ask(editor, album, name: str, size: int):
    """Ask how much of a file is there."""
    return editor.get(upload_url(album, name, size))


def put(editor, album, name: str, size: int, offset: int, chunk: bytes):
    """Send one chunk."""
    address = upload_url(album, name, size, offset)
    return editor.post(address, chunk, content_type="application/octet-stream")


def send(editor, album, content: bytes, name="zaal.jpg", chunk=None):
    """Send a whole file, and return the last answer."""
    answer, offset = ask(editor, album, name, len(content)), 0
    step = chunk or CHUNK
    while answer.status_code == 200 and offset < len(content):
        answer = put(editor, album, name, len(content), offset, content[offset : offset + step])
        offset += step
    return answer
