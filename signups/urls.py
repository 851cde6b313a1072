"""Where people join."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from signups import robots_views, views

app_name = "signups"
urlpatterns = [
    path(_("join/"), views.Join.as_view(), name="join"),
    path(_("join/task/"), robots_views.challenge, name="challenge"),
    path(_("join/thanks/"), views.Thanks.as_view(), name="thanks"),
]
