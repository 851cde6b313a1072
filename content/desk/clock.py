"""Moments that have just been, as people say them."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import time_format

from content.desk.states import format_moment


def format_recent_time(moment: datetime) -> str:
    """Return the time of a moment today, 10:02, and the date with that of an earlier one; in the time of the site."""
    local = timezone.localtime(moment)
    return time_format(local, "H:i") if local.date() == timezone.localdate() else format_moment(moment)
