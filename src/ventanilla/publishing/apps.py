from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "ventanilla.publishing"
    label = "publishing"
