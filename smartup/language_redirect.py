"""The address without a language."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers


def to_language(request):
    """Lead to the home page in the language that the browser asks for."""
    response = HttpResponseRedirect(reverse("events:home"))
    patch_vary_headers(response, ["Accept-Language"])
    return response
