"""The three roles, and how each is called in the database."""

from typing import Literal

Role = Literal["superuser", "owner", "app"]

ROLES: dict[Role, str] = {"superuser": "postgres", "owner": "ventanilla_owner", "app": "ventanilla_app"}
