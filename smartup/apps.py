from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SmartupConfig(AppConfig):
    name = "smartup"

    def ready(self):
        """Register the system checks and the record of processing, and see to it that roles include what a migration brings."""
        from smartup import checks, processing_record  # noqa: F401, PLC0415
        from smartup.roles import give_new_permissions  # noqa: PLC0415

        # Stands before Django's own receiver, which would make the permissions first: smartup is the first app.
        post_migrate.connect(give_new_permissions)
