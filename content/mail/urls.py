from django.urls import path

from content.mail import shown

app_name = "mail"
urlpatterns = [
    path("", shown.all_mails, name="shown"),
    path("<uuid:key>/", shown.one_mail, name="shown_mail"),
    path("<uuid:key>/html/", shown.html_of_mail, name="shown_html"),
]
