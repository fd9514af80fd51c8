"""First access of somebody whom the institution registered in person: user name and document number (MEN-04).

They open nothing. They ask for a code that goes to the contact which the institution holds.
"""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ventanilla.lib.clock import now
from ventanilla.lib.throttle import TooOften
from ventanilla.people.actions.request import request_first_access
from ventanilla.people.codes import page_token
from ventanilla.people.rule import first_access, people_words
from ventanilla.web.accounts import fields, limits
from ventanilla.web.accounts.guard import strangers_only

PAGE = "accounts/access/page.html"


class AccessForm(forms.Form):
    username = fields.line(
        _("User name"),
        limit=60,
        missing=_("Please write your user name."),
        autocomplete="username",
        help_text=_(
            "The first letter of your first name and your first surname: Francisco Rivera is frivera."
        ),
    )
    document_number = fields.line(
        _("Number of the document"), limit=40, missing=_("Please write the number of your document.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@strangers_only
def access(request: Any) -> HttpResponse:
    if not first_access(people_words().registration):
        raise Http404
    at, form = now(), AccessForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, PAGE, {"form": form, "page_has_errors": form.is_bound})
    try:
        limits.count_mail(request, f"{request.institution.pk}\0{form.cleaned_data['username']}", at=at)
    except TooOften as error:
        return limits.too_often(request, error, PAGE, {"form": form}, at=at)
    registration = request_first_access(**form.cleaned_data, language=(get_language() or "es")[:2], at=at)
    return redirect("accounts:code", token=page_token(registration))
