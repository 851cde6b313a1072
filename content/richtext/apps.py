from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RichtextConfig(AppConfig):
    name = "content.richtext"
    label = "richtext"
    verbose_name = _("Rich text")

    def ready(self):
        """Let the desk tell editors what leads to what they take away."""
        import_module("content.richtext.backlinks")
