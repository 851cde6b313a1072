from django.urls import path

from content.richtext import views

app_name = "richtext"
urlpatterns = [
    path("targets/", views.LinkTargets.as_view(), name="targets"),
    path("pictures/", views.PictureChoices.as_view(), name="pictures"),
    path("pictures/<uuid:pk>/", views.PicturePreview.as_view(), name="preview"),
]
