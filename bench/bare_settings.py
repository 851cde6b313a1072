"""The settings of the site, with the address of the bare view."""

from smartup.settings import *  # noqa: F403

ROOT_URLCONF = "bench.bare_urls"
