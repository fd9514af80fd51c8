"""My data (UPN-14, MEN-03, MEN-06): what the institution holds and what I may change."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ventanilla.institutions.models import CalendarVersion
from ventanilla.lib.clock import now
from ventanilla.lib.text import said
from ventanilla.people.actions.profile import change_profile, confirm_profile
from ventanilla.people.models import Person
from ventanilla.people.rule import HELD, may_rename_himself, people_words
from ventanilla.people.section import People
from ventanilla.web.accounts.guard import signed_in
from ventanilla.web.accounts.profile.forms import ProfileForm
from ventanilla.web.components.address import LANGUAGE_COOKIE

PAGE = "accounts/profile/page.html"
YEAR = 31_536_000


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
def profile(request: Any) -> HttpResponse:
    words = people_words()
    form = ProfileForm(
        request.POST if request.method == "POST" else None,
        person=request.person,
        may_rename=may_rename_himself(words.registration),
        asks_notices=request.institution.data["state_notices"] == "choice",
        localities=localities(),
    )
    if not form.is_valid():
        context = {
            "form": form,
            "types": types(request.person, words),
            "official": words.registration.directory_name if words.registration.rule in HELD else None,
            "page_has_errors": form.is_bound,
        }
        return render(request, PAGE, context)
    at = now()
    changed = change_profile(person=request.person, changes=form.cleaned_data, at=at)
    if not changed:
        confirm_profile(person=request.person, at=at)
    outcome = gettext("Your data are saved.") if changed else gettext("Nothing was different.")
    messages.success(request, outcome)
    response = redirect("accounts:profile")
    if "language" in changed:
        response.set_cookie(
            LANGUAGE_COOKIE,
            form.cleaned_data["language"],
            max_age=YEAR,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure(),
        )
    return response


@require_POST
@never_cache
@signed_in
def confirmation(request: Any) -> HttpResponse:
    """All of it is right: asked on the first page once in a while (UME-10)."""
    confirm_profile(person=request.person, at=now())
    messages.success(request, gettext("Thank you: your data are confirmed."))
    return redirect("portal:home")


def localities() -> list[tuple[str, str]]:
    """The places whose holidays count for who lives there, where the institution has such."""
    rows = CalendarVersion.objects.filter(current=True, data__local=True).order_by("slug")
    return [(row.slug, said(row.data["name"], get_language()).words) for row in rows]


def types(person: Person, words: People) -> list[Any]:
    """The names of what the person is here (UDG-02, UNE-01)."""
    return [t.name for t in words.user_types if t.slug in person.types]
