from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "content.mail"
    label = "mail"
    verbose_name = _("Mail")

    def ready(self):
        """Read which letters each app writes, and what stands on them."""
        autodiscover_modules("letters", "letterhead")
