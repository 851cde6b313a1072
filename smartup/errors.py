"""Error pages in the look of the site; they query nothing, so that they work when the database doesn't.

But for one: the page of something that was taken offline asks what visitors are to be told.
"""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from content.languages.views import WithdrawnPage
from content.texts.languages import text_of
from content.visitors.throttling import TooManyRequests
from content.workflow.redirects import farewell_of


def _page(request, status: int, title: str, story: str, story_language: str | None = None):
    context = {
        "title": title, "story": story, "status": status,
        "language": get_language(), "story_language": story_language or get_language(),
        "home": reverse("events:home"), "search": reverse("search:results") if status == 404 else None,
    }  # fmt: skip
    response = render(request, "error.html", context, status=status)
    if status == 410:  # what comes back would stay away: Chromium keeps a 410 for ever (RFC 9110 §15.5.11 lets it)
        response.headers["Cache-Control"] = "no-cache"
    return response


def bad_request(request, exception=None):
    """400."""
    return _page(
        request, 400, _("That request could not be read"), _("Something in the address or in the form was broken.")
    )


def permission_denied(request, exception=None):
    """403."""
    return _page(request, 403, _("This isn't for everyone"), _("You have no permission to open this page."))


def csrf_failure(request, reason=""):
    """403 for a form that came from elsewhere, or whose page was open too long."""
    return _page(
        request,
        403,
        _("The form could not be accepted"),
        _("Go back, reload the page and send the form once more. What you typed is still there."),
    )


def page_not_found(request, exception=None):
    """404, or 410 for a page that was taken offline."""
    if isinstance(exception, WithdrawnPage):
        return _farewell(request, exception.item)
    return _page(
        request,
        404,
        _("There is nothing at this address"),
        _("Perhaps it moved. Search for it, or begin at the home page."),
    )


def page_gone(request, exception=None):
    """410 without a reason."""
    return _page(request, 410, _("This page was taken away"), _("It existed once, and was removed on purpose."))


def _farewell(request, item):
    """410 with the editor's reason, or the way to where the editor leads visitors.

    That is a 302, for an editor may publish the page again: browsers keep a 301 for ever.
    """
    said = farewell_of(item)
    if said and said.leads_to and said.leads_to != request.path:
        return HttpResponseRedirect(said.leads_to)
    reason = text_of(said, "reason") if said else None
    if not reason or not reason.words:
        return page_gone(request)
    return _page(request, 410, _("This page was taken away"), reason.words, reason.language)


class TooManyRequestsPage:
    """Answers 429 where a view finds that somebody asks more than any person would; Django has no handler for that."""

    def __init__(self, get_response):
        self._get_response = get_response

    def __call__(self, request):
        return self._get_response(request)

    def process_exception(self, request, exception):
        return too_many_requests(request, exception) if isinstance(exception, TooManyRequests) else None


def too_many_requests(request, exception=None):
    """429."""
    return _page(
        request, 429, _("A little slower, please"), _("Many requests came from your network. Try again in a minute.")
    )


def server_error(request):
    """500."""
    return _page(
        request, 500, _("Something went wrong on our side"), _("It was written down for us. Please try again later.")
    )
