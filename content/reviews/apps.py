from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "content.reviews"
    label = "reviews"
    verbose_name = _("Workflow")

    def ready(self):
        """Read what people may be asked about, which each app says in its reviews.py."""
        autodiscover_modules("reviews")
