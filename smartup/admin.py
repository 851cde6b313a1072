"""Which admin site Django uses; the site itself reads models, so it stands where it is loaded after them."""

from django.contrib.admin.apps import AdminConfig


class SmartupAdminConfig(AdminConfig):
    default_site = "smartup.admin_site.SmartupAdminSite"

    def ready(self):
        """Register what every app has, and accounts our way."""
        super().ready()
        from smartup import users_admin  # noqa: F401, PLC0415
