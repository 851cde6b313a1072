"""My data: the link by mail, and what it opens."""

from datetime import timedelta

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import DetailView, FormView, TemplateView

from content.consent.analytics import without_analytics
from content.consent.gdpr_record import processing_activities
from content.pages.models import SiteSettings
from content.texts.languages import current_language
from content.visitors.csrf import same_origin_post
from content.visitors.throttling import sender_of
from signups.erasing.erasing import erase_stakeholder
from signups.joining.forms import AddressForm
from signups.models import Erasure, Stakeholder
from signups.my_data.forms import MyDataForm
from signups.my_data.held_data import held_of
from signups.my_data.links import VALID_FOR, ask_for_link
from signups.signed_link_views import LinkedPage, OwnerErased, PersonalPage, mark_personal

DOCUMENT, DATA = "html", "json"


@method_decorator([same_origin_post, without_analytics], name="dispatch")
class LinkRequestPage(FormView):
    """The page that asks for an address; the same for everybody."""

    template_name = "signups/my_data_ask.html"
    form_class = AddressForm
    success_url = reverse_lazy("signups:my_data_asked")

    def form_valid(self, form):
        ask_for_link(email=form.cleaned_data["email"], sender=sender_of(self.request), language=current_language())
        return super().form_valid(form)


@method_decorator(without_analytics, name="dispatch")
class LinkSentPage(TemplateView):
    """The same words whether the address is known or not."""

    template_name = "signups/my_data_asked.html"


class MyData(PersonalPage):
    """All that we hold of somebody, and the form that corrects it."""

    purpose = "my-data"
    valid_for = VALID_FOR

    def get(self, request, key):
        return self._page(MyDataForm(stakeholder=self.stakeholder))

    def post(self, request, key):
        form = MyDataForm(request.POST, stakeholder=self.stakeholder)
        if not form.is_valid():
            return self._page(form)
        if not form.save():
            raise OwnerErased
        return HttpResponseRedirect(f"{request.path}?saved")

    def _page(self, form):
        context = {
            "form": form,
            "held": held_of(self.stakeholder),
            "key": self.kwargs["key"],
            "saved": "saved" in self.request.GET and not form.is_bound,
        }
        return render(self.request, "signups/my_data.html", context)


class DownloadPage(PersonalPage):
    """The same as a file: a document to read, or data for another program."""

    purpose = "my-data"
    valid_for = VALID_FOR
    http_method_names = ["get", "head", "options"]

    def get(self, request, key, form):
        if form == DATA:
            data = held_of(self.stakeholder).as_data()
            response: HttpResponse = JsonResponse(data, json_dumps_params={"indent": 2, "ensure_ascii": False})
        elif form == DOCUMENT:
            context = {"held": held_of(self.stakeholder), "language": current_language()}
            response = HttpResponse(render_to_string("signups/my_data_document.html", context))
        else:
            raise Http404
        response.headers["Content-Disposition"] = f'attachment; filename="{_("my-data")}.{form}"'
        return response


@method_decorator(without_analytics, name="dispatch")
class ProcessingRecord(TemplateView):
    """What we do with personal data, why, for how long, who sees it and where it goes; the same for everybody."""

    template_name = "signups/record_of_processing.html"

    def get_context_data(self, **kwargs):
        settled = SiteSettings.objects.values("organisation", "contact_email").first()
        return super().get_context_data(activities=processing_activities(), responsible=settled, **kwargs)


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
