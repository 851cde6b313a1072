"""What pages of other apps show of the sign-ups."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse

from content.consent.analytics import request_of
from signups.models import JoinRules

register = template.Library()


@register.inclusion_tag("signups/call.html", takes_context=True)
def join_call(context, event):
    """The call to join, in the words of `event` where it has any; its link tells the form from which page it came.

    It says until when one can, and once that is over, that it is. One query.
    """
    request = request_of(context)
    query = f"?{urlencode({'from': request.path}, safe='/')}" if request else ""
    return {"event": event, "address": reverse("signups:join") + query, "rules": JoinRules.objects.current()}
