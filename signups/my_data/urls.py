"""Where somebody sees what we hold, corrects it, and leaves; keys come by mail."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from signups.my_data import leaving_views, views
from signups.my_data import views as record_of_processing

urlpatterns = [
    path(_("my-data/"), views.LinkRequestPage.as_view(), name="my_data_ask"),
    path(_("my-data/sent/"), views.LinkSentPage.as_view(), name="my_data_asked"),
    path(_("my-data/<str:key>/"), views.MyData.as_view(), name="my_data"),
    path(_("my-data/<str:key>/download/<slug:form>/"), views.DownloadPage.as_view(), name="my_data_download"),
    path(_("my-data/<str:key>/leave/"), leaving_views.LeavePage.as_view(), name="leave"),
    path(_("erased/<uuid:proof>/"), leaving_views.ErasurePage.as_view(), name="erased"),
    path(_("unsubscribe/<str:key>/"), leaving_views.UnsubscribePage.as_view(), name="unsubscribe"),
    path(_("stay/<str:key>/"), leaving_views.StayPage.as_view(), name="stay"),
    path(_("record-of-processing/"), record_of_processing.ProcessingRecord.as_view(), name="processing"),
]
