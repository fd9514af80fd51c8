"""Where somebody goes after signing in: to the page he had asked for, else to the desk or the portal."""

from typing import Any

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from ventanilla.people.models import Person
from ventanilla.tickets.rules import works_at_desk

LONGEST = 500


def wanted(request: Any) -> str:
    """The path in `next`, if it is one of this institution's own; otherwise nothing."""
    return local(request, request.POST.get("next") or request.GET.get("next") or "")


def local(request: Any, path: str) -> str:
    own = request.META.get("SCRIPT_NAME", "") + "/"
    safe = url_has_allowed_host_and_scheme(path, None) and path.startswith(own) and path.isprintable()
    return path if safe and len(path) <= LONGEST else ""


def home_of(person: Person | None) -> str:
    return reverse("desk:queue" if works_at_desk(person) else "portal:home")
