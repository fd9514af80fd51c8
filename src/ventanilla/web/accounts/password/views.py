"""A forgotten password is asked for again; a known one is changed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ventanilla.lib.clock import now
from ventanilla.lib.throttle import TooOften, count
from ventanilla.people.actions.password import WrongPassword, change_password
from ventanilla.people.actions.request import request_password
from ventanilla.people.codes import page_token
from ventanilla.web.accounts import limits
from ventanilla.web.accounts.arrival import wanted
from ventanilla.web.accounts.guard import signed_in, strangers_only
from ventanilla.web.accounts.password.forms import ChangePasswordForm, ResetForm
from ventanilla.web.accounts.sessions.open import end_others

RESET_PAGE = "accounts/password/reset.html"
CHANGE_PAGE = "accounts/password/change.html"
METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@never_cache
@strangers_only
def reset(request: Any) -> HttpResponse:
    at, form = now(), ResetForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "page_has_errors": form.is_bound and not form.is_valid()}
    if not form.is_valid():
        return render(request, RESET_PAGE, context)
    email, to = form.cleaned_data["email"], wanted(request)
    try:
        limits.count_mail(request, email, at=at)
    except TooOften as error:
        return limits.too_often(request, error, RESET_PAGE, context, at=at)
    registration = request_password(
        email=email, language=(get_language() or "es")[:2], data={"next": to} if to else {}, at=at
    )
    return redirect("accounts:code", token=page_token(registration))


@require_http_methods(METHODS)
@never_cache
@sensitive_post_parameters("old", "password")
@signed_in
def change(request: Any) -> HttpResponse:
    """The session stays; all others of the account end."""
    at, form = now(), ChangePasswordForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, CHANGE_PAGE, {"form": form, "page_has_errors": form.is_bound})
    try:
        count(limits.PASSWORD_OF_ACCOUNT, str(request.person.account_id), at=at)
        change_password(
            person=request.person, old=form.cleaned_data["old"], new=form.cleaned_data["password"], at=at
        )
    except TooOften as error:
        return limits.too_often(request, error, CHANGE_PAGE, {"form": form}, at=at)
    except WrongPassword:
        form.add_error("old", gettext("This is not your current password."))
    except ValidationError as error:
        form.add_error("password", error)
    else:
        end_others(request.person, keep=request.session.session_key)
        update_session_auth_hash(request, request.user)
        words = gettext("Your new password counts from now on. All other sessions have ended.")
        messages.success(request, words)
        return redirect("accounts:profile")
    return render(request, CHANGE_PAGE, {"form": form, "page_has_errors": True})
