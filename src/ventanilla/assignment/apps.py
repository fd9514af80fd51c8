from django.apps import AppConfig


class AssignmentConfig(AppConfig):
    name = "ventanilla.assignment"
    label = "assignment"
