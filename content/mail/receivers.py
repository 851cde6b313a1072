"""What mail does when Django says that its tables are there."""

from typing import Any

from django.apps import apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from content.mail.letters.letter_types import KINDS
from content.mail.models import Letter


@receiver(post_migrate, sender=apps.get_app_config("mail"))
def make_letter_rows(using: str, **_kwargs: Any) -> None:
    """Give each letter that has none a row in which every word is the site's own. using: the database."""
    Letter.objects.using(using).bulk_create([Letter(key=key) for key in KINDS], ignore_conflicts=True)
