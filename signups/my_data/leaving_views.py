"""Leaving: by one's own page, by one click in a mail; and staying, for whoever was asked."""

from datetime import timedelta

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import DetailView

from content.consent.analytics import without_analytics
from signups.erasing.erasing import erase_stakeholder
from signups.models import Erasure, Stakeholder
from signups.my_data.links import VALID_FOR
from signups.signed_link_views import LinkedPage, OwnerErased, PersonalPage, mark_personal

Reason = Erasure.Reason


class LeavePage(PersonalPage):
    """What will happen, and the button that does it: withdrawing consent and erasing come to the same."""

    purpose = "my-data"
    valid_for = VALID_FOR

    def get(self, request, key):
        context = {"stakeholder": self.stakeholder, "key": key, "reason": _reason(request.GET)}
        return render(request, "signups/leave.html", context)

    def post(self, request, key):
        proof = erase_stakeholder(self.stakeholder, _reason(request.POST))
        if proof is None:
            raise OwnerErased
        return HttpResponseRedirect(reverse("signups:erased", args=[proof.pk]))


def _reason(asked) -> Erasure.Reason:
    return Reason.WITHDRAWN if asked.get("reason") == Reason.WITHDRAWN else Reason.ERASED


@method_decorator(without_analytics, name="dispatch")
class ErasurePage(DetailView):
    """The proof, which leads to nobody."""

    template_name = "signups/erased.html"
    context_object_name = "proof"

    def dispatch(self, request, *args, **kwargs):
        return mark_personal(super().dispatch(request, *args, **kwargs))

    def get_object(self, queryset=None):
        return get_object_or_404(Erasure, pk=self.kwargs["proof"])


@method_decorator(csrf_exempt, name="dispatch")
class UnsubscribePage(LinkedPage):
    """A button for people, and one click for mail programs (RFC 8058 §3.1), whose servers follow no redirect.

    Only the mail holds the key, so whoever sends it may, wherever the request comes from.
    """

    purpose = "unsubscribe"

    def get(self, request, key):
        return render(request, "signups/unsubscribe.html", {"stakeholder": self.stakeholder})

    def post(self, request, key):
        proof = erase_stakeholder(self.stakeholder, Reason.UNSUBSCRIBED)
        return render(request, "signups/unsubscribed.html", {"proof": proof})

    def gone(self):
        """A second click finds what the first one wanted."""
        return render(self.request, "signups/unsubscribed.html")


class StayPage(PersonalPage):
    """For somebody of whom we haven't heard for long."""

    purpose = "stay"
    valid_for = timedelta(days=60)

    def get(self, request, key):
        return render(request, "signups/stay.html", {"asked": self.stakeholder.asked_to_stay_at is not None})

    def post(self, request, key):
        known = Stakeholder.objects.filter(pk=self.stakeholder.pk)
        if not known.update(active_at=timezone.now(), asked_to_stay_at=None):
            raise OwnerErased
        return HttpResponseRedirect(request.path)
