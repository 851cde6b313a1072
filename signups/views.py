"""Join us!: the form, and the thanks."""

from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.generic import FormView, TemplateView

from content.consent.origin import same_origin_post
from content.consent.sources import without_analytics
from content.languages.text import current_language
from signups.forms import JoinForm, own_path
from signups.joining import join
from signups.models import ConsentText


@method_decorator([same_origin_post, without_analytics], name="dispatch")
class Join(FormView):
    """The form, the same for everybody; while nobody wrote what people agree to, a page that says so."""

    template_name = "signups/join.html"
    form_class = JoinForm
    success_url = reverse_lazy("signups:thanks")

    def get_initial(self):
        return {"language": current_language(), "seen_on": own_path(self.request.GET.get("from", ""))}

    def get_form(self, form_class=None):
        text = ConsentText.objects.current()
        return JoinForm(consent_text=text, **self.get_form_kwargs()) if text else None

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        return self.form_valid(form) if form and form.is_valid() else self.form_invalid(form)

    def form_valid(self, form):
        join(form=form, language=current_language(), seen_on=form.cleaned_data["seen_on"])
        return super().form_valid(form)


@method_decorator(without_analytics, name="dispatch")
class Thanks(TemplateView):
    """The same words for whoever joined now and whoever had joined before."""

    template_name = "signups/thanks.html"
