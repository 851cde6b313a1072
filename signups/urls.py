"""Where people join."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from signups.confirming import views as confirm_views
from signups.joining import views
from signups.my_data import urls as my_data_urls

app_name = "signups"
urlpatterns = [
    path(_("join/"), views.JoinPage.as_view(), name="join"),
    path(_("join/task/"), views.challenge, name="challenge"),
    path(_("join/code/<slug:key>/"), confirm_views.CodePage.as_view(), name="code"),
    path(_("join/again/<slug:key>/"), confirm_views.ResendPage.as_view(), name="again"),
    path(_("join/confirm/<str:key>/"), confirm_views.ConfirmPage.as_view(), name="confirm"),
    path(_("join/welcome/<str:key>/"), confirm_views.WelcomePage.as_view(), name="welcome"),
    *my_data_urls.urlpatterns,
]
