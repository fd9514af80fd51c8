from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "ventanilla.web.portal"
    label = "portal"
