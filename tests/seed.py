"""Fills the template of the test databases, as the application: `python -m tests.seed`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ventanilla.config.settings")
django.setup()

from tests.world import make_world  # noqa: E402  (Django must be set up first)
from ventanilla.lib.roles import refuse_privileged  # noqa: E402

if __name__ == "__main__":
    refuse_privileged()
    make_world()
