"""Registration by the institution's rule. The answer is the same for every address (invariant 10)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ventanilla.institutions.models import Campus
from ventanilla.lib.clock import now
from ventanilla.lib.throttle import TooOften
from ventanilla.people.actions.request import request_registration
from ventanilla.people.codes import activation_digest, page_token
from ventanilla.people.registration import usable_activations
from ventanilla.people.rule import first_access, people_words
from ventanilla.web.accounts import limits
from ventanilla.web.accounts.arrival import wanted
from ventanilla.web.accounts.guard import strangers_only
from ventanilla.web.accounts.register.forms import RegisterForm

PAGE = "accounts/register/page.html"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@strangers_only
def register(request: Any) -> HttpResponse:
    at, form = now(), form_of(request)
    if request.method != "POST":
        return page(request, form)
    try:
        if not form.is_valid():
            return page(request, form, page_has_errors=True)
        email, answers = form.cleaned_data["email"], form.answers()
        limits.count_mail(request, email, at=at)
        if form.words.registration.rule == "invitation" and not invited(form, answers, at=at):
            return page(request, form, page_has_errors=True)
    except TooOften as error:
        return limits.too_often(request, error, PAGE, told(request, form), at=at)
    if to := wanted(request):
        answers["next"] = to
    registration = request_registration(
        email=email, data=answers, language=(get_language() or "es")[:2], at=at
    )
    return redirect("accounts:code", token=page_token(registration))


def form_of(request: Any) -> RegisterForm:
    words = people_words()
    ask = any(field.name == "campus" for field in words.registration.fields)
    campuses = list(Campus.objects.filter(active=True).order_by("position")) if ask else []
    return RegisterForm(request.POST if request.method == "POST" else None, words=words, campuses=campuses)


def invited(form: RegisterForm, answers: dict[str, Any], *, at: Any) -> bool:
    """A code is a secret of its own and says nothing about addresses: whether it is good is said at once."""
    digest = activation_digest(form.cleaned_data["activation"])
    activation = usable_activations(at=at).filter(code_digest=digest).first()
    if activation is None:
        words = gettext("This code is not valid, was used or is over. Ask for a new one.")
        form.add_error("activation", words)
        return False
    answers["activation"] = activation.pk
    return True


def told(request: Any, form: RegisterForm) -> dict[str, Any]:
    rule = form.words.registration
    return {
        "form": form,
        "questions": form.questions(),
        "rule": rule,
        "first_access": first_access(rule),
        "next": wanted(request),
    }


def page(request: Any, form: RegisterForm, **more: Any) -> HttpResponse:
    return render(request, PAGE, {**told(request, form), **more})
