from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "content.search"
    label = "search"
    verbose_name = _("Search")

    def ready(self):
        """Read what each app says of itself in its search.py."""
        autodiscover_modules("search")
