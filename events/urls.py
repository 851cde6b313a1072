from django.urls import path
from django.utils.translation import gettext_lazy as _

from events import views

app_name = "events"
urlpatterns = [
    path("", views.HomePage.as_view(), name="home"),
    path(_("events/"), views.EventList.as_view(), name="events"),
    path(_("events/<slug:slug>/"), views.EventDetail.as_view(), name="event"),
    path(_("events/<slug:slug>/documents.zip"), views.EventDocuments.as_view(), name="event_documents"),
    path(_("cases/"), views.CaseList.as_view(), name="cases"),
    path(_("cases/<slug:slug>/"), views.CaseDetail.as_view(), name="case"),
    path(_("lessons/"), views.LessonList.as_view(), name="lessons"),
    path(_("lessons/<slug:slug>/"), views.LessonDetail.as_view(), name="lesson"),
    path(_("speakers/"), views.SpeakerList.as_view(), name="speakers"),
    path(_("speakers/<slug:slug>/"), views.SpeakerDetail.as_view(), name="speaker"),
    path(_("projects/"), views.ProjectList.as_view(), name="projects"),
    path(_("projects/<slug:slug>/"), views.ProjectDetail.as_view(), name="project"),
]
