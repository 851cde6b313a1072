"""What a browser asks for to show that it isn't a robot's, and the page for those that can't."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from signups import robots

# These are made anew.
_OWN = {"proof", "ticket"}


@never_cache
def challenge(request: HttpRequest) -> JsonResponse:
    """Give a task to work at, in ALTCHA's form."""
    return JsonResponse(robots.make_challenge())


def ask_to_wait(request: HttpRequest, email: str) -> HttpResponse:
    """Return the page that keeps all that was sent, and asks for it again a little later."""
    earlier = request.POST.get("ticket", "")
    ticket = robots.ticket_for(email, earlier)
    sent = [(name, value) for name, values in request.POST.lists() if name not in _OWN for value in values]
    context = {"ticket": ticket, "sent": sent, "too_soon": ticket == earlier, "patience": robots.PATIENCE.seconds}
    return render(request, "signups/wait.html", context)
