"""Addresses that people get by a link, the same in each language: they open for who knows the secret in them."""

from django.urls import path

from content.sharing import preview, reviews

app_name = "sharing"
urlpatterns = [
    path("preview/<str:secret>/", preview.shared_preview, name="preview"),
    path("preview/<str:secret>/page/<path:path>", preview.shared_page, name="preview_page"),
    path("review/<str:secret>/", reviews.review_page, name="review"),
]
