"""Log-in with e-mail address or user name; what a device remembers is chosen and can be forgotten."""

from typing import Any
from urllib.parse import quote, unquote

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from ventanilla.lib.clock import now
from ventanilla.lib.throttle import TooOften
from ventanilla.people.rule import first_access, people_words
from ventanilla.web.accounts import limits
from ventanilla.web.accounts.arrival import wanted
from ventanilla.web.accounts.fields import LONGEST_EMAIL
from ventanilla.web.accounts.forms import LoginForm
from ventanilla.web.accounts.guard import strangers_only

PAGE = "accounts/login/page.html"
NAME_COOKIE = "user_name"
YEAR = 31_536_000


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password")
@strangers_only
def login(request: Any) -> HttpResponse:
    at = now()
    name = remembered(request)
    if request.method != "POST":
        return page(request, blank(request, login=name, remember_name=bool(name)))
    written = request.POST.get("login", "")[:LONGEST_EMAIL]
    try:
        limits.count_login(request, written, at=at)
    except TooOften as error:
        # Not the form that was sent: showing it would check the password.
        context = told(request, blank(request, login=written))
        return limits.too_often(request, error, PAGE, context, at=at)
    form = LoginForm(request.POST, request=request)
    if form.is_valid():
        response: HttpResponse = form.login(request, redirect_url=wanted(request) or None)
        return remember_name(request, response, form.cleaned_data)
    limits.count_failure(request, at=at)
    return page(request, form, general=form.non_field_errors(), page_has_errors=True)


def blank(request: Any, **initial: Any) -> LoginForm:
    return LoginForm(request=request, initial=initial)


def told(request: Any, form: LoginForm) -> dict[str, Any]:
    registration = people_words().registration
    return {
        "form": form,
        "next": wanted(request),
        "remembered": remembered(request),
        "first_access": first_access(registration),
        "trouble": registration.trouble,
    }


def page(request: Any, form: LoginForm, **more: Any) -> HttpResponse:
    return render(request, PAGE, {**told(request, form), **more})


@require_POST
def remembered_name(request: Any) -> HttpResponse:
    """Forgets the user name on this device (MEN-06)."""
    response = redirect("account_login")
    response.delete_cookie(NAME_COOKIE, path=_path(request), samesite="Lax")
    return response


def remembered(request: Any) -> str:
    return unquote(request.COOKIES.get(NAME_COOKIE, ""))[:LONGEST_EMAIL]


def remember_name(request: Any, response: HttpResponse, chosen: dict[str, Any]) -> HttpResponse:
    if chosen["remember_name"]:
        response.set_cookie(
            NAME_COOKIE,
            quote(chosen["login"]),
            max_age=YEAR,
            path=_path(request),
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    elif remembered(request):
        response.delete_cookie(NAME_COOKIE, path=_path(request), samesite="Lax")
    return response


def _path(request: Any) -> str:
    """A user name is an institution's: its cookie stays below its address."""
    return request.META.get("SCRIPT_NAME") or "/"
