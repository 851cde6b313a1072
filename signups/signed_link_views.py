"""Pages of one person, which a signed link opens: nobody keeps them, and GET changes nothing (mail scanners open links)."""

from datetime import timedelta
from typing import ClassVar

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View

from content.consent.analytics import without_analytics
from content.mail.signed_links import BadLink, open_link
from content.visitors.csrf import same_origin_post
from content.visitors.private_links import mark_private
from signups.models import Stakeholder


class OwnerErased(Exception):
    """The link is a good one, but whoever it belongs to was erased."""


@method_decorator(without_analytics, name="dispatch")
class LinkedPage(View):
    """A page for whoever has a key for `purpose`; `stakeholder` is whose key it is."""

    purpose: ClassVar[str]
    valid_for: ClassVar[timedelta | None] = None

    stakeholder: Stakeholder

    def dispatch(self, request, *args, **kwargs) -> HttpResponseBase:
        """Answer with the page, or say what is wrong with the link and how to go on."""
        try:
            self.stakeholder = self._owner()
            response = super().dispatch(request, *args, **kwargs)
        except BadLink as bad:
            response = self.refused("over" if bad.over else "unknown", 410 if bad.over else 404)
        except OwnerErased:
            response = self.gone()
        return mark_personal(response)

    def gone(self) -> HttpResponseBase:
        """Answer with what somebody reads who was erased."""
        return self.refused("gone", 410)

    def refused(self, why: str, status: int) -> HttpResponseBase:
        return render(self.request, "signups/link_refused.html", {"why": why}, status=status)

    def _owner(self) -> Stakeholder:
        key = open_link(self.purpose, self.kwargs["key"], self.valid_for)
        found = Stakeholder.objects.select_related("event").filter(pk=key.whose).first()
        if found is None:
            raise OwnerErased
        if not key.suits(found.email):
            raise BadLink(over=True)
        return found


@method_decorator(same_origin_post, name="dispatch")
class PersonalPage(LinkedPage):
    """One whose forms are sent from our own pages only."""


def mark_personal(response: HttpResponseBase) -> HttpResponseBase:
    """Return `response` as one that nobody keeps or lists, and whose address isn't told to other sites."""
    # Without a referrer browsers don't say where a form comes from, and it would be refused.
    mark_private(response).headers["Referrer-Policy"] = "same-origin"
    return response
