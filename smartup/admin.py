"""Which admin site Django uses; the site itself reads models, so it stands where it is loaded after them."""

from django.contrib.admin.apps import AdminConfig


class SmartupAdminConfig(AdminConfig):
    default_site = "smartup.desk.SmartupAdminSite"
