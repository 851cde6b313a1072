"""A site with nothing but an editor and an album, as a script for `manage.py shell` makes it."""

from playwright.sync_api import Page, expect

ALBUM = """
from django.contrib.auth import get_user_model
from gallery.models import Album
get_user_model().objects.create_superuser("editor", "editor@example.org", "mirror mirror")
print("album", Album.objects.create(title_nl="Middag", slug_nl="middag", title="Middag").pk)
"""


def sign_in(page: Page) -> None:
    """Sign that editor in."""
    page.goto("/admin/login/")
    page.locator("[name=username]").fill("editor")
    page.locator("[name=password]").fill("mirror mirror")
    page.locator("[name=password]").press("Enter")
    expect(page.locator("#user-tools")).to_be_visible()
