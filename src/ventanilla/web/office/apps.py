from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "ventanilla.web.office"
    label = "office"
