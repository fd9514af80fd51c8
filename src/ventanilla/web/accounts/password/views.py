"""Passwords: the first, a forgotten one set again after a proof, a change by whoever knows the old one."""

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
from ventanilla.people.actions.enter import AlreadyRegistered, NotOpen, NotProven, enter
from ventanilla.people.actions.password import WrongPassword, change_password, reset_password
from ventanilla.people.actions.prove import Expired, Used
from ventanilla.people.actions.request import request_password
from ventanilla.people.codes import page_token
from ventanilla.people.models import Person, Registration
from ventanilla.people.registration import standing
from ventanilla.web.accounts import limits
from ventanilla.web.accounts.arrival import local, wanted
from ventanilla.web.accounts.code.proof import PROVEN, proven_id
from ventanilla.web.accounts.guard import signed_in, strangers_only
from ventanilla.web.accounts.password.forms import ChangePasswordForm, NewPasswordForm, ResetForm
from ventanilla.web.accounts.sessions.open import end_others
from ventanilla.web.accounts.signing import sign_in

RESET_PAGE = "accounts/password/reset.html"
NEW_PAGE = "accounts/password/new.html"
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
@sensitive_post_parameters("password")
@strangers_only
def new(request: Any) -> HttpResponse:
    """For the browser that proved the address, once."""
    at, found = now(), proven_id(request)
    registration = Registration.objects.filter(pk=found).first() if found else None
    if registration is None:
        return again(request)
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return entered(request, registration, form.cleaned_data["password"])
        except ValidationError as error:
            form.add_error("password", error)
        except (NotProven, Expired, Used):
            return again(request)
        except AlreadyRegistered:
            messages.info(request, gettext("You are registered already. Sign in, or set a new password."))
            return redirect("account_login")
        except NotOpen:
            messages.error(request, gettext("This address cannot be registered here."))
            return redirect("account_login")
    return render(request, NEW_PAGE, about(registration, form, at=at))


def entered(request: Any, registration: Registration, password: str) -> HttpResponse:
    at = now()
    to = local(request, str(registration.data.get("next", "")))
    if registration.purpose == Registration.Purpose.PASSWORD:
        person = reset_password(registration_id=registration.pk, password=password, at=at)
        end_others(person, keep=None)
        words = gettext("Your new password counts from now on. The sessions on other devices have ended.")
    else:
        person = enter(registration_id=registration.pk, password=password, at=at)
        words = welcome(person)
    request.session.pop(PROVEN, None)
    response = sign_in(request, person, to=to)
    messages.success(request, words)
    return response


def welcome(person: Person) -> str:
    if person.username:
        words = gettext("You are registered. Your user name is %(name)s; your e-mail address works as well.")
        return words % {"name": person.username}
    return gettext("You are registered. Sign in with your e-mail address from now on.")


def again(request: Any) -> HttpResponse:
    messages.info(request, gettext("That took too long or was done already. Sign in, or ask for a new code."))
    return redirect("account_login")


def about(registration: Registration, form: NewPasswordForm, *, at: Any) -> dict[str, Any]:
    """Whose password it is: who opened a link that somebody else asked for must see it."""
    here = standing(registration, at=at)
    known = here.entry.data if here.entry is not None else registration.data
    names = here.person or Person(
        given_names=known.get("given_names", ""), surnames=known.get("surnames", "")
    )
    return {
        "registration": registration,
        "name": names.full_name,
        "reset": registration.purpose == Registration.Purpose.PASSWORD,
        "form": form,
        "page_has_errors": form.is_bound,
    }


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
