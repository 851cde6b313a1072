from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "content.mail"
    label = "mail"
    verbose_name = _("Mail")

    def ready(self):
        """Read which letters each app writes, and what stands on them."""
        autodiscover_modules("letters", "letterhead")
        post_migrate.connect(_make_rows, sender=self)


def _make_rows(using: str, **_signal: Any) -> None:
    import_module("content.mail.letters.writing").make_rows(using)
