"""Previews for whoever has the link, the same in each language."""

from django.urls import path

from content.preview import views

app_name = "preview"
urlpatterns = [
    path("preview/<str:secret>/", views.shared_preview, name="shared"),
    path("preview/<str:secret>/page/<path:path>", views.shared_page, name="page"),
]
