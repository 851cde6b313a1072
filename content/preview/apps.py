from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PreviewConfig(AppConfig):
    name = "content.preview"
    label = "preview"
    verbose_name = _("Workflow")
