from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.module_loading import autodiscover_modules


class SmartupConfig(AppConfig):
    default = True
    name = "smartup"

    def ready(self):
        """Read the system checks."""
        autodiscover_modules("checks")


class SmartupAdminConfig(admin.AdminConfig):
    """Django's admin with our site, which reads models: so it is named, and loaded after them."""

    default = False
    default_site = "smartup.admin_site.SmartupAdminSite"
