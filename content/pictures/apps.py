from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PicturesConfig(AppConfig):
    name = "content.pictures"
    label = "pictures"
    verbose_name = _("Pictures")

    def ready(self):
        """Read which pictures each app refuses to take in."""
        autodiscover_modules("refusals")
