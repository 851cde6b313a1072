"""The admin site: what editors see first, and how its models are grouped."""

from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.sites import AdminSite
from django.utils.translation import gettext_lazy as _


class SmartupAdminConfig(AdminConfig):
    default_site = "smartup.admin.SmartupAdminSite"


class SmartupAdminSite(AdminSite):
    site_title = _("smartup")
    site_header = _("smartup")
    index_title = _("What would you like to do?")
    enable_nav_sidebar = True
