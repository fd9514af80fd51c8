from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    name = "ventanilla.web.components"
    label = "components"
