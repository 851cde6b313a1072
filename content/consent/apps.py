from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ConsentConfig(AppConfig):
    name = "content.consent"
    label = "consent"
    verbose_name = _("Consent")

    def ready(self):
        """Read what each app does with personal data."""
        autodiscover_modules("processing_record")
