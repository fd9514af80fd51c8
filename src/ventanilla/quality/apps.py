from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "ventanilla.quality"
    label = "quality"
