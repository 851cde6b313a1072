from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class WorkflowConfig(AppConfig):
    name = "content.workflow"
    label = "workflow"
    verbose_name = _("Workflow")

    def ready(self):
        """Read what each app does when something is published, or when Django says that something happened."""
        autodiscover_modules("receivers")
