"""Addresses for letters and texts: complete, at the host or below the path by which the institution is known."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import get_script_prefix, reverse

from ventanilla.institutions.models import Institution


def address(institution: Institution, name: str, *words: str) -> str:
    """The page `name` of the URL table, wherever this is called from."""
    path = reverse(name, args=words)
    # In a request (a test that works the queue) the prefix is that of the page.
    return base(institution) + "/" + path.removeprefix(get_script_prefix()).lstrip("/")


def base(institution: Institution) -> str:
    """`https://host` of its own, otherwise the installation's address and the institution's segment."""
    if not institution.hosts:
        return f"{settings.BASE_URL}/{institution.slug}"
    installation = urlsplit(settings.BASE_URL)
    port = f":{installation.port}" if installation.port else ""
    return f"{installation.scheme}://{institution.hosts[0]}{port}"
