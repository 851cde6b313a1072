"""Addresses of files, the same in each language: a file is in a language of its own."""

from django.urls import path

from content.documents import views

app_name = "document_files"
urlpatterns = [
    path("documents/<uuid:pk>/", views.DocumentFile.as_view(), name="file"),
    path("documents/<uuid:pk>/<str:name>", views.DocumentFile.as_view(), name="named_file"),
]
