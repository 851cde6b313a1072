from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GalleryConfig(AppConfig):
    name = "gallery"
    label = "gallery"
    verbose_name = _("Photos")

    def ready(self):
        """Let the files of photos follow what is decided about them, and say what is done with personal data."""
        from gallery.removal import files  # noqa: F401, PLC0415
