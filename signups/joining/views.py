"""Join us!: the form. What follows it stands in signups.confirming.views."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from content.consent.analytics import without_analytics
from content.texts.languages import current_language
from content.visitors.csrf import same_origin_post
from signups.joining import proof_of_work
from signups.joining.forms import JoinForm
from signups.joining.joining import ProofSpent, current_terms, join
from signups.joining.referrer import named_page, own_path
from signups.models import JoinRules
from signups.models.rules import is_over

# These are made anew.
_OWN = {"proof", "ticket"}


@never_cache
def challenge(request: HttpRequest) -> JsonResponse:
    """Give a task to work at, in ALTCHA's form."""
    return JsonResponse(proof_of_work.make_challenge())


def ask_to_wait(request: HttpRequest, email: str) -> HttpResponse:
    """Return the page that keeps all that was sent, and asks for it again a little later."""
    earlier = request.POST.get("ticket", "")
    ticket = proof_of_work.ticket_for(email, earlier)
    sent = [(name, value) for name, values in request.POST.lists() if name not in _OWN for value in values]
    context = {
        "ticket": ticket,
        "sent": sent,
        "too_soon": ticket == earlier,
        "patience": proof_of_work.PATIENCE.seconds,
    }
    return render(request, "signups/wait.html", context)


@method_decorator([same_origin_post, without_analytics], name="dispatch")
class JoinPage(FormView):
    """The form, the same for everybody; while there is none, a page that says why."""

    template_name = "signups/join.html"
    form_class = JoinForm

    def get_initial(self):
        return {"language": current_language(), "seen_on": own_path(self.request.GET.get("from", ""))}

    def get_form(self, form_class=None):
        terms = current_terms()
        if terms is None or is_over(terms["closes_at"]):
            return None
        return JoinForm(terms=terms, **self.get_form_kwargs())

    def get_context_data(self, **kwargs):
        return super().get_context_data(rules=JoinRules.objects.current(), **kwargs)

    def get(self, request, *args, **kwargs):
        """Show the form, and from which page of ours one came to it."""
        came_from = named_page(own_path(request.GET.get("from", "")))
        return self.render_to_response(self.get_context_data(came_from=came_from))

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if form is None:
            # Nobody can join any more; whoever wrote a message can take it along.
            written = request.POST.get("message", "")
            return self.render_to_response(self.get_context_data(written=written, is_late=True), status=409)
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def form_valid(self, form):
        email = form.cleaned_data["email"]
        proof = proof_of_work.proof_in(self.request.POST, email)
        if proof is None:
            return ask_to_wait(self.request, email)
        sender = proof_of_work.check_flood(self.request)
        try:
            signup = join(form=form, language=current_language(), sender=sender, proof=proof)
        except ProofSpent:
            return ask_to_wait(self.request, email)
        return HttpResponseRedirect(reverse("signups:code", args=[signup.key]))
