"""Moments that have just been, as people say them."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format, time_format


def format_recent_time(moment: datetime) -> str:
    """Return the time of a moment today, 10:02, and the date with that of an earlier one; in the time of the site."""
    local = timezone.localtime(moment)
    return time_format(local, "H:i") if local.date() == timezone.localdate() else format_moment(moment)


def format_moment(moment) -> str:
    """Return a moment as editors say it, in the time of the site: 3 June 2027 09:00."""
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
