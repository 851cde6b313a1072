"""A row for each letter, so that editors find it in a list."""

from content.mail.kinds import KINDS
from content.mail.models import Letter


def make_rows(using: str) -> None:
    """Give each letter that has none a row in which every word is the site's own. using: the database."""
    Letter.objects.using(using).bulk_create([Letter(key=key) for key in KINDS], ignore_conflicts=True)
