from django.urls import path

from content.richtext import views

app_name = "richtext"
urlpatterns = [
    path("targets/", views.Targets.as_view(), name="targets"),
    path("pictures/", views.Pictures.as_view(), name="pictures"),
    path("pictures/<uuid:pk>/", views.Preview.as_view(), name="preview"),
]
