"""From the form to being registered: the page for the code, the page behind the link, and welcome."""

from datetime import timedelta

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from content.consent.analytics import without_analytics
from content.mail.signed_links import BadLink, link_owner, open_link
from content.visitors.csrf import same_origin_post
from content.visitors.throttling import sender_of
from signups.confirming.confirming import (
    MOST_MAILS_A_DAY,
    VALID_FOR,
    CodeResult,
    NobodyThere,
    ask_again,
    check_code,
    confirm_by_link,
)
from signups.joining.joining import new_key
from signups.models import JoinRules, PendingSignup, Stakeholder
from signups.signed_link_views import mark_personal
from signups.stakeholder_mail import own_key


@method_decorator([same_origin_post, without_analytics], name="dispatch")
class OnePersonsPage(TemplateView):
    """A page that only one person has the address of: nobody keeps it, and when that person is gone it says so."""

    def dispatch(self, request, *args, **kwargs):
        try:
            response = super().dispatch(request, *args, **kwargs)
        except (NobodyThere, PendingSignup.DoesNotExist, Stakeholder.DoesNotExist, BadLink):
            response = render(request, "signups/nobody.html", status=404)
        return mark_personal(response)

    def get_context_data(self, **kwargs):
        return super().get_context_data(rules=JoinRules.objects.current(), **kwargs)


class CodePage(OnePersonsPage):
    """What follows the form, whether the address is known or not: a field for the code that was mailed."""

    template_name = "signups/code.html"

    @property
    def signup(self) -> PendingSignup:
        return PendingSignup.objects.select_related("stakeholder").get(key=self.kwargs["key"])

    def get_context_data(self, **kwargs):
        # In small letters: how a known address is written in our list would tell that it stands there.
        address = self.signup.email.lower()
        has_asked = "mail" in self.request.GET
        return super().get_context_data(address=address, has_asked=has_asked, most=MOST_MAILS_A_DAY, **kwargs)

    def post(self, request, *args, **kwargs):
        signup = self.signup
        said = check_code(signup, request.POST.get("code", "")[:50])
        if said is CodeResult.RIGHT and signup.stakeholder:
            return _to_welcome(signup.stakeholder)
        return self.render_to_response(self.get_context_data(**kwargs, said=said.value))


class ResendPage(OnePersonsPage):
    """The wish for another mail, from the page for the code."""

    def get(self, request, *args, **kwargs):
        return HttpResponseRedirect(reverse("signups:code", args=[kwargs["key"]]))

    def post(self, request, *args, **kwargs):
        signup = PendingSignup.objects.get(key=kwargs["key"])
        if signup.stakeholder_id:
            ask_again(signup.stakeholder_id)
        return _to_code(signup)


class ConfirmPage(OnePersonsPage):
    """What the link in the mail leads to. Looking at it changes nothing: programs that guard mailboxes look."""

    template_name = "signups/confirm.html"

    def get_context_data(self, **kwargs):
        person = _owner("confirm", self.kwargs["key"])
        my_data = "" if self.is_over else _my_data(person)
        return super().get_context_data(person=person, is_over=self.is_over, my_data=my_data, **kwargs)

    @property
    def is_over(self) -> bool:
        """Whether the link is ours, but too old. Raises BadLink if it isn't ours."""
        try:
            link_owner("confirm", self.kwargs["key"], valid_for=VALID_FOR)
        except BadLink as bad:
            if bad.over:
                return True
            raise
        return False

    def post(self, request, *args, **kwargs):
        """Confirm, or mail another link when this one is over."""
        key = _owner("confirm", kwargs["key"]).pk
        if self.is_over:
            ask_again(key)
            # The page that takes the new code is that of a signup of its own, but only one a day.
            today = PendingSignup.objects.filter(created_at__gt=timezone.now() - timedelta(days=1))
            mine = today.filter(stakeholder=key, known=False).order_by("-created_at").first()
            sender = sender_of(request)
            return _to_code(mine or PendingSignup.objects.create(key=new_key(), stakeholder_id=key, sender=sender))
        if not confirm_by_link(key):
            return HttpResponseRedirect(request.path)
        return _to_welcome(_owner("confirm", kwargs["key"]))


class WelcomePage(OnePersonsPage):
    """That it is true now: registered, what happens next, and the way to one's own data."""

    template_name = "signups/welcome.html"

    def get_context_data(self, **kwargs):
        person = _owner("welcome", self.kwargs["key"], VALID_FOR)
        if person.state != Stakeholder.State.CONFIRMED:
            raise NobodyThere
        return super().get_context_data(person=person, my_data=_my_data(person), **kwargs)


def _owner(purpose: str, key: str, valid_for: timedelta | None = None) -> Stakeholder:
    """Return whose `key` it is. Raises BadLink, also when it was sent to another address than they have now."""
    said = open_link(purpose, key, valid_for)
    person = Stakeholder.objects.get(pk=said.whose)
    if not said.suits(person.email):
        raise BadLink
    return person


def _to_code(signup: PendingSignup) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('signups:code', args=[signup.key])}?mail=asked")


def _to_welcome(person: Stakeholder) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("signups:welcome", args=[own_key("welcome", person)]))


def _my_data(person: Stakeholder) -> str:
    return reverse("signups:my_data", args=[own_key("my-data", person)])
