"""The page of cookie settings, and the answer that it and the notice send."""

from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from content.consent.analytics import without_analytics
from content.consent.categories import explained_cookies
from content.consent.cookie_choice import ChoiceForm
from content.consent.cookie_choice import write_decisions as keep
from content.visitors.csrf import same_origin_post


@method_decorator([never_cache, without_analytics], name="dispatch")
class CookieSettings(TemplateView):
    """What each category is for, who gets what, and what this visitor chose."""

    template_name = "consent/settings.html"

    def get_context_data(self, **kwargs):
        saved = "saved" in self.request.GET
        return super().get_context_data(cookies=explained_cookies(), saved=saved, **kwargs)


@require_POST
@same_origin_post
def save_choice(request):
    """Keep an answer; a script gets 204, a form the page that it names or the cookie settings."""
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    target = form.cleaned_data["next"] or f"{reverse('consent:settings')}?saved"
    response = HttpResponse(status=204) if _is_fetched(request) else HttpResponseRedirect(target)
    keep(request, response, decisions=form.decisions())
    return response


def _is_fetched(request) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"
