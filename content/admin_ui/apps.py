from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AdminUiConfig(AppConfig):
    name = "content.admin_ui"
    label = "admin_ui"

    def ready(self):
        """Read where each app may link to what editors take away."""
        autodiscover_modules("backlinks")
