"""Where people answer “Is this right?”, the same in each language."""

from django.urls import path

from content.reviews import views

app_name = "reviews"
urlpatterns = [path("review/<str:secret>/", views.review_page, name="review")]
