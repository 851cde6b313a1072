from django.urls import path

from content.mail import dev_inbox

app_name = "mail"
urlpatterns = [
    path("", dev_inbox.all_mails, name="shown"),
    path("<uuid:key>/", dev_inbox.one_mail, name="shown_mail"),
    path("<uuid:key>/html/", dev_inbox.html_of_mail, name="shown_html"),
]
