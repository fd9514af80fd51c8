"""The password that somebody chooses after he proved his address: the first one, or a new one."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ventanilla.lib.clock import now
from ventanilla.people.actions.enter import AlreadyRegistered, NotOpen, NotProven, enter
from ventanilla.people.actions.password import reset_password
from ventanilla.people.actions.prove import Expired, Used
from ventanilla.people.models import Person, Registration
from ventanilla.people.registration import standing
from ventanilla.web.accounts.arrival import local
from ventanilla.web.accounts.code.proof import PROVEN, proof_of, with_own_password
from ventanilla.web.accounts.guard import strangers_only
from ventanilla.web.accounts.password.forms import NewPasswordForm
from ventanilla.web.accounts.sessions.open import end_others
from ventanilla.web.accounts.signing import sign_in

PAGE = "accounts/password/new.html"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password")
@strangers_only
def new(request: Any) -> HttpResponse:
    """For the browser that proved the address, once."""
    at, proof = now(), proof_of(request)
    if proof is None:
        return again(request)
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return entered(request, proof, form.cleaned_data["password"], at=at)
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
    registration = Registration.objects.filter(pk=proof["id"], used_at=None).first()
    if registration is None:
        return again(request)
    return render(request, PAGE, about(registration, form, at=at))


def entered(request: Any, proof: dict[str, Any], password: str, *, at: datetime) -> HttpResponse:
    if proof["purpose"] == Registration.Purpose.PASSWORD:
        person = reset_password(registration_id=proof["id"], password=password, at=at)
        end_others(person, keep=None)
        words = gettext("Your new password counts from now on. The sessions on other devices have ended.")
    else:
        person = enter(registration_id=proof["id"], password=password, at=at)
        if person.account is None or not person.account.check_password(password):
            request.session.pop(PROVEN, None)
            return with_own_password(request)
        words = welcome(person)
    request.session.pop(PROVEN, None)
    response = sign_in(request, person, to=local(request, proof["next"]))
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


def about(registration: Registration, form: NewPasswordForm, *, at: datetime) -> dict[str, Any]:
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
