from django.apps import AppConfig


class SmartupConfig(AppConfig):
    name = "smartup"

    def ready(self):
        """Register the system checks."""
        from smartup import checks  # noqa: F401, PLC0415
