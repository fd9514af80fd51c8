from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "ventanilla.config"
    label = "config"
