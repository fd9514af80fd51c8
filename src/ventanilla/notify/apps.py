from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "ventanilla.notify"
    label = "notify"
