"""Editors at their forms, in browsers of their own."""

from django.test import Client
from django.urls import reverse

from tests.factories import EditorFactory

# Seconds; those of the site itself are too long for a test.
SOON = {"wait": "0.2", "most": "1", "beat": "1", "again": "0.5"}


def sign_in(page, url, user) -> None:
    """Let the browser of `page` be that of `user`, who reads English, at the site of `url`."""
    client = Client()
    client.force_login(user)
    cookies = {"sessionid": client.cookies["sessionid"].value, "django_language": "en"}
    page.context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies.items()])


def form_of(item) -> str:
    """Return the address of the form of `item`."""
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_change", args=[item.pk])


def open_form(page, item) -> None:
    """Open the form of `item`, which keeps what is typed sooner than usual."""
    page.goto(form_of(item))
    hurry(page)


def hurry(page) -> None:
    """Let an open form keep what is typed sooner than usual."""
    page.locator("[data-sitting]").evaluate("(element, soon) => Object.assign(element.dataset, soon)", SOON)


def editor_named(first: str, last: str):
    """Return an account that may do everything."""
    return EditorFactory(first_name=first, last_name=last)
