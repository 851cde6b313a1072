"""What is seen first is loaded first, and what is below it only when somebody comes near."""

import re

from tests.factories import AlbumFactory, PhotoFactory


def loading_of(page: str) -> list[str]:
    """Return for each picture in the page's <main> whether it is loaded "first" or "lazy"."""
    pictures = re.findall(r"<picture.*?</picture>", page[page.index("<main") :], re.DOTALL)
    return ["first" if 'fetchpriority="high"' in each else "lazy" for each in pictures]


def test_an_album_loads_its_first_row_first(db, client):
    album = AlbumFactory(live=True)
    PhotoFactory.create_batch(6, album=album, digest="ab" * 32, width=600, height=400, ready=True)
    page = client.get(album.addresses()["en"]).content.decode()
    assert loading_of(page) == ["first"] * 4 + ["lazy"] * 2


def test_the_page_of_a_photo_loads_it_first(db, client):
    photo = PhotoFactory(live=True, digest="ab" * 32, width=600, height=400, ready=True)
    page = client.get(photo.get_absolute_url()).content.decode()
    assert loading_of(page)[:1] == ["first"]
