"""Only what a signed-in page cannot do without: no tenant, no security headers, no person, no languages."""

from ventanilla.config.settings import *  # noqa: F403
from ventanilla.config.settings import INSTALLED_APPS as OURS

WITHOUT = ("allauth", "csp", "django_htmx", "ventanilla.web", "ventanilla.config")
INSTALLED_APPS = [name for name in OURS if not name.startswith(WITHOUT)]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]
ROOT_URLCONF = "bench.floor.views"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.locmem.Loader",
                    {
                        "list.html": "<table>{% for t in tickets %}<tr><td>{{ t.code }}<td>{{ t.title }}"
                        "<td>{{ t.requester.given_names }}<td>{{ t.service.slug }}<td>{{ t.state }}"
                        "<td>{{ t.due_at }}</tr>{% endfor %}</table>",
                        "form.html": '<form method="post" action="/bare/form/">{% csrf_token %}'
                        '<textarea name="body"></textarea></form>',
                    },
                )
            ],
        },
    }
]
