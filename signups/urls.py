"""Where people join, see what we hold, correct it, and leave; keys come by mail."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from signups.confirming import views as confirm_views
from signups.joining import views
from signups.my_data import views as leaving_views
from signups.my_data import views as my_data_views

app_name = "signups"
urlpatterns = [
    path(_("join/"), views.JoinPage.as_view(), name="join"),
    path(_("join/task/"), views.challenge, name="challenge"),
    path(_("join/code/<slug:key>/"), confirm_views.CodePage.as_view(), name="code"),
    path(_("join/again/<slug:key>/"), confirm_views.ResendPage.as_view(), name="again"),
    path(_("join/confirm/<str:key>/"), confirm_views.ConfirmPage.as_view(), name="confirm"),
    path(_("join/welcome/<str:key>/"), confirm_views.WelcomePage.as_view(), name="welcome"),
    path(_("my-data/"), my_data_views.LinkRequestPage.as_view(), name="my_data_ask"),
    path(_("my-data/sent/"), my_data_views.LinkSentPage.as_view(), name="my_data_asked"),
    path(_("my-data/<str:key>/"), my_data_views.MyData.as_view(), name="my_data"),
    path(_("my-data/<str:key>/download/<slug:form>/"), my_data_views.DownloadPage.as_view(), name="my_data_download"),
    path(_("my-data/<str:key>/leave/"), leaving_views.LeavePage.as_view(), name="leave"),
    path(_("erased/<uuid:proof>/"), leaving_views.ErasurePage.as_view(), name="erased"),
    path(_("unsubscribe/<str:key>/"), leaving_views.UnsubscribePage.as_view(), name="unsubscribe"),
    path(_("stay/<str:key>/"), leaving_views.StayPage.as_view(), name="stay"),
    path(_("record-of-processing/"), my_data_views.ProcessingRecord.as_view(), name="processing"),
]
