from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ventanilla.web.accounts"
    label = "accounts"
