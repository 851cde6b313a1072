from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PicturesConfig(AppConfig):
    name = "content.pictures"
    label = "pictures"
    verbose_name = _("Pictures")

    def ready(self):
        """Let the sizes of pictures go with them."""
        from content.pictures.renditions.rendition_cleanup import follow_deletions  # noqa: PLC0415

        follow_deletions()
