"""Pages of one's own data: a stranger signs in first and comes back to the page he asked for."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url

from ventanilla.web.accounts.arrival import home_of, wanted

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.person is None:
            back = request.get_full_path() if request.method == "GET" else resolve_url("accounts:profile")
            return redirect_to_login(back, resolve_url("account_login"))
        return view(request, *args, **kwargs)

    return guarded


def strangers_only(view: View) -> View:
    """Who is signed in has nothing to do here."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.person is not None:
            return redirect(wanted(request) or home_of(request.person))
        return view(request, *args, **kwargs)

    return guarded
