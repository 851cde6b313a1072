from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "content.editing"
    label = "editing"
