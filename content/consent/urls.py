"""Where visitors choose."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from content.consent import views

app_name = "consent"
urlpatterns = [
    path(_("cookie-settings/"), views.CookieSettings.as_view(), name="settings"),
    path(_("cookie-settings/choice/"), views.save_choice, name="choose"),
]
