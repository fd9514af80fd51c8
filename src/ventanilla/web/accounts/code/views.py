"""The code page: type the code, ask for another, correct the address.

It looks the same whether a mail went out or not.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ventanilla.lib.clock import now
from ventanilla.lib.throttle import TooOften
from ventanilla.people.actions import prove
from ventanilla.people.actions.request import Closed, NoMoreSendings, correct_address, resend
from ventanilla.people.models import Registration
from ventanilla.web.accounts import limits
from ventanilla.web.accounts.code.forms import AddressForm, CodeForm
from ventanilla.web.accounts.code.proof import go_on
from ventanilla.web.accounts.code.state import may_correct, of_page, told
from ventanilla.web.accounts.guard import strangers_only

PAGE = "accounts/code/page.html"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@strangers_only
def code(request: Any, token: str) -> HttpResponse:
    at, registration = now(), of_page(token)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return page(request, registration, at=at, form=form)
    try:
        limits.count_code(request, registration.email, at=at)
        proven = prove.prove_by_code(registration_id=registration.pk, typed=form.cleaned_data["code"], at=at)
    except TooOften as error:
        return limits.too_often(request, error, PAGE, told(registration, at=at, form=form), at=at)
    except prove.WrongCode as error:
        form.add_error("code", wrong(error.left))
    except prove.NoMoreAttempts:
        form.add_error("code", gettext("Those were too many wrong codes. Ask for a new one below."))
    except (prove.Expired, prove.Used):
        registration.refresh_from_db()
    else:
        return go_on(request, proven, at=at)
    return page(request, registration, at=at, form=form)


@require_POST
@never_cache
@strangers_only
def sending(request: Any, token: str) -> HttpResponse:
    at, registration = now(), of_page(token)
    try:
        limits.count_mail(request, registration.email or f"registration {registration.pk}", at=at)
        resend(registration_id=registration.pk, at=at)
    except TooOften as error:
        return limits.too_often(request, error, PAGE, told(registration, at=at), at=at)
    except NoMoreSendings:
        messages.error(request, no_more())
    except Closed:
        pass  # the page says what happened to it
    else:
        messages.success(request, gettext("There is a new code. The one before it no longer counts."))
    return redirect("accounts:code", token=token)


@require_POST
@never_cache
@strangers_only
def correction(request: Any, token: str) -> HttpResponse:
    """Before the proof only, and not where the institution's own contact is used."""
    at, registration, form = now(), of_page(token), AddressForm(request.POST)
    if not may_correct(registration):
        raise Http404
    if not form.is_valid():
        return page(request, registration, at=at, address=form)
    email = form.cleaned_data["email"]
    try:
        limits.count_mail(request, email, at=at)
        correct_address(registration_id=registration.pk, email=email, at=at)
    except TooOften as error:
        return limits.too_often(request, error, PAGE, told(registration, at=at, address=form), at=at)
    except NoMoreSendings:
        messages.error(request, no_more())
    except Closed:
        pass  # the page says what happened to it
    else:
        messages.success(request, gettext("The address is corrected, with a new code."))
    return redirect("accounts:code", token=token)


def page(request: Any, registration: Registration, **more: Any) -> HttpResponse:
    return render(request, PAGE, told(registration, **more))


def wrong(left: int) -> str:
    return ngettext(
        "This is not the code of our latest message. You have %(left)d more attempt.",
        "This is not the code of our latest message. You have %(left)d more attempts.",
        left,
    ) % {"left": left}


def no_more() -> str:
    return gettext("The code was sent too many times. Please begin again with the right address.")
