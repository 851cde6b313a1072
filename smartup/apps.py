from django.apps import AppConfig


class SmartupConfig(AppConfig):
    name = "smartup"
