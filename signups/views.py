"""Join us!: the form. What follows it stands in signups.confirm_views."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import FormView

from content.consent.analytics import without_analytics
from content.texts.languages import current_language
from content.visitors.csrf import same_origin_post
from signups import robots
from signups.forms import JoinForm
from signups.joining import ProofSpent, join
from signups.models import JoinRules
from signups.models.rules import is_over
from signups.origins import named_page, own_path
from signups.robots_views import ask_to_wait
from signups.terms import current_terms


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
            return self.too_late()
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def form_valid(self, form):
        email = form.cleaned_data["email"]
        proof = robots.proof_in(self.request.POST, email)
        if proof is None:
            return ask_to_wait(self.request, email)
        sender = robots.check_flood(self.request)
        try:
            attempt = join(form=form, language=current_language(), sender=sender, proof=proof)
        except ProofSpent:
            return ask_to_wait(self.request, email)
        return HttpResponseRedirect(reverse("signups:code", args=[attempt.key]))

    def too_late(self) -> HttpResponse:
        """Say that nobody can join any more, and let whoever wrote a message take it along."""
        written = self.request.POST.get("message", "")
        return self.render_to_response(self.get_context_data(written=written, is_late=True), status=409)
