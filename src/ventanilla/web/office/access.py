"""Who comes to the office: strangers sign in first; for whom a page is not, it is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url

from ventanilla.people.models import RoleKind

View = Callable[..., HttpResponse]


def for_roles(*kinds: str) -> Callable[[View], View]:
    """A page for whoever has one of these roles; which unit is his the view asks (people/rules.py)."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.person is None:
                return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
            if not request.person.has_role(*kinds):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return guard


for_administrators = for_roles(RoleKind.ADMINISTRATOR)
#: Who writes and publishes what the office says; whoever only reads finds less (for_roles).
for_office = for_roles(RoleKind.ADMINISTRATOR, RoleKind.DIRECTOR)


def for_everybody(view: View) -> View:
    """Whoever is signed in; what he may see the view asks."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.person is None:
            return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
        return view(request, *args, **kwargs)

    return guarded
