from django.apps import AppConfig


class AdminUiConfig(AppConfig):
    name = "content.admin_ui"
    label = "admin_ui"
