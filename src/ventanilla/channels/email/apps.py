from django.apps import AppConfig


class EmailConfig(AppConfig):
    name = "ventanilla.channels.email"
    label = "email"
