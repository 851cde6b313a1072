from django.urls import path
from django.utils.translation import gettext_lazy as _

from content.documents import views

app_name = "documents"
urlpatterns = [
    path(_("documents/"), views.DocumentList.as_view(), name="list"),
    path(_("documents/all.zip"), views.AllDocuments.as_view(), name="archive"),
]
