"""The survey behind its signed link: no log-in, answered once, and never by merely opening it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ventanilla.lib.clock import now
from ventanilla.surveys.actions import AnsweredAlready, answer
from ventanilla.surveys.links import Expired, survey_of
from ventanilla.surveys.models import Survey
from ventanilla.surveys.rules import LONGEST, CommentTooLong, NotOnScale
from ventanilla.web.portal.survey.forms import Opinion


@csrf_exempt  # the link is the key; the readers built into mail programs keep no cookies
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: Any, token: str) -> HttpResponse:
    """`?score=4` in a link of the mail chooses, and sends nothing: scanners open every link."""
    try:
        found = survey_of(token)
    except Expired:
        return render(request, "portal/survey/expired.html", status=410)
    if found is None:
        raise Http404
    if found.answered_at is not None:
        return _answered(request, found)
    if request.method == "POST":
        return _taken(request, found)
    return _page(request, found, Opinion(score=request.GET.get("score", "")))


def _taken(request: Any, found: Survey) -> HttpResponse:
    opinion = Opinion(request.POST.get("score", ""), request.POST.get("comment", ""))
    try:
        answer(survey_id=found.pk, score=opinion.number, comment=opinion.comment, at=now())
    except NotOnScale:
        opinion.wrong_score = gettext("Please choose one of the answers.")
    except CommentTooLong:
        words = gettext("The comment has %(n)d characters and %(limit)d fit. Please shorten it.")
        opinion.wrong_comment = words % {"n": len(opinion.comment), "limit": LONGEST}
    except AnsweredAlready as already:
        return _answered(request, already.survey)
    else:
        return redirect(f"{request.path}?thanks")
    return _page(request, found, opinion)


def _page(request: Any, found: Survey, opinion: Opinion) -> HttpResponse:
    fields = opinion.fields(found.data)
    context = {
        "survey": found,
        "ticket": found.ticket,
        "fields": fields,
        "page_has_errors": any(field.errors for field in fields),
        "at": now(),
    }
    return render(request, "portal/survey/page.html", context)


def _answered(request: Any, found: Survey) -> HttpResponse:
    context = {"survey": found, "thanks": "thanks" in request.GET, "at": now()}
    return render(request, "portal/survey/answered.html", context)
