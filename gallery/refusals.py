"""Which pictures the gallery refuses, wherever they are to stand: those that were removed on request."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from content.pictures.intake.blocklist import register_refusal
from gallery.removal.models import RemovedPicture


@register_refusal
def refuse_removed(digest: str, file: str) -> None:
    """Raise ValidationError, in words for whoever uploads `file`, when it is a picture that was removed on request."""
    removed = RemovedPicture.objects.filter(digest=digest).first() if digest else None
    if removed is None:
        return
    day = date_format(timezone.localtime(removed.asked_at), "DATE_FORMAT")
    raise ValidationError(
        gettext("%(file)s is not taken in. Somebody in this photo asked for its removal on %(day)s."),
        "removed",
        {"file": file, "day": day},
    )
