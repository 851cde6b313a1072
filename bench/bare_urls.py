"""The site's addresses, and one more: a bare view that inserts one row, which joining is measured beside."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from signups.models import Stakeholder
from smartup.urls import urlpatterns as of_site


@csrf_exempt
def insert(request: HttpRequest) -> HttpResponse:
    """Insert a row of what was sent, unchecked; no form, no consent, no mail."""
    Stakeholder.objects.create(
        name=request.POST["name"], email=f"{uuid4().hex}@example.org", kind=request.POST["kind"], language="en"
    )
    return HttpResponse("done")


urlpatterns = [path("bare/", insert), *of_site]
