"""The form of a service: shown, sent, and shown again with everything in it when it cannot be sent yet."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from ventanilla.catalogue import queries as catalogue
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.lib.clock import now
from ventanilla.lib.throttle import TooOften
from ventanilla.tickets import queries, rules
from ventanilla.web.components import errors as pages
from ventanilla.web.portal.submit import earlier, shows, unfinished
from ventanilla.web.portal.submit import papers as paper
from ventanilla.web.portal.submit.bearer import person_of
from ventanilla.web.portal.submit.forms import empty, files_asked, read
from ventanilla.web.portal.submit.sending import send


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_cache=True)  # going back finds the same form, which is sent once only
def form(request: Any, slug: str) -> HttpResponse:
    version = catalogue.current(slug)
    if version is None:
        raise Http404
    if request.method == "POST":
        return send(request, version) if request.person else _kept_for_later(request, version)
    if request.person is None:
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    return _asked(request, version)


def _asked(request: Any, version: ServiceVersion) -> HttpResponse:
    """The empty form, or the draft that the address names; no form where it could not be sent."""
    person, at = request.person, now()
    sent = replace(empty(wants_notices=person.wants_notices), **earlier.followed(request.GET))
    reason = rules.audience_problem(version.data, person, at=at, zone=request.institution.zoneinfo)
    if reason:
        return shows.closed(request, version, reason, sent, at=at)
    if version.data.get("one_open") and (ticket := queries.open_of_service(person, version.service)):
        return shows.already_open(request, version, ticket, sent, paper.Papers(), at=at)
    if "draft" not in request.GET:
        return shows.form(request, version, sent, at=at, ended=sent.after_ended)
    draft = unfinished.found(request.GET["draft"], person, version)
    if draft is None:
        messages.warning(request, gettext("What was kept of this form is not here any more."))
        return shows.form(request, version, sent, at=at)
    messages.info(request, gettext("We kept what you had written. Please check it and send it."))
    sent = unfinished.sent_of(draft)
    return shows.form(request, version, sent, papers=paper.Papers(paper.of_draft(draft)), at=at)


def _kept_for_later(request: Any, version: ServiceVersion) -> HttpResponse:
    """The session had ended: whose form it was stands in it, signed. He finds all of it after logging in."""
    sent, at = read(request, version), now()
    address = reverse("portal:form", args=[version.slug])
    person = person_of(sent.bearer, sent.key) if sent.key else None
    if person is None or sent.key is None:
        messages.warning(request, gettext("Your session had ended. Please log in and send it again."))
        return redirect_to_login(address, reverse("account_login"))
    try:
        unfinished.allow(person, at=at)
    except TooOften as often:
        return pages.too_many(request, seconds=int((often.until - at).total_seconds()))
    papers = paper.gather(
        institution=request.institution, person=person, sent=sent, asked=files_asked(version, sent), at=at
    )
    unfinished.write(sent, version, papers, person=person, at=at)
    messages.info(request, gettext("Your session had ended. What you wrote is kept: log in to send it."))
    for words in papers.errors.values():
        messages.warning(request, words)
    return redirect_to_login(f"{address}?{urlencode({'draft': sent.key})}", reverse("account_login"))
