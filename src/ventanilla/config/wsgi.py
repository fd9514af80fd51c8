"""The web's door. Refuses to serve with a role that bypasses the policies."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ventanilla.config.settings")
application = get_wsgi_application()

from ventanilla.lib.roles import refuse_privileged  # noqa: E402  (settings must be loaded first)

refuse_privileged()
