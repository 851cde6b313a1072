from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignupsConfig(AppConfig):
    name = "signups"
    label = "signups"
    verbose_name = _("Stakeholders")

    def ready(self):
        """Say what is done with personal data."""
        from signups import processing_record  # noqa: F401, PLC0415
