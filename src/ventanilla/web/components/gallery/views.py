"""The gallery's pages: the parts one by one, and whole pages made of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ventanilla.web.components import errors
from ventanilla.web.components.gallery import lists, questions, samples
from ventanilla.web.components.gallery import rules as dependent


@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    return render(request, "components/gallery/parts.html", lists.parts())


@require_safe
def portal(request: HttpRequest) -> HttpResponse:
    return render(
        request, "components/gallery/portal.html", lists.home() | {"forget": request.GET.get("forget")}
    )


@require_safe
def ticket(request: HttpRequest) -> HttpResponse:
    return render(request, "components/gallery/ticket.html", samples.ticket())


@require_safe
def form(request: HttpRequest) -> HttpResponse:
    """Answered 200 with errors as well: browsers write every 4xx page to their console."""
    wrong = "wrong" in request.GET
    asked = questions.wrong() if wrong else questions.asked()
    said = {"fields": asked, "page_has_errors": wrong, "at": samples.NOW, "due": samples.DUE}
    return render(request, "components/gallery/form.html", said)


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    return render(request, "components/gallery/form.html", {"fields": dependent.fields(), "due": samples.DUE})


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    return render(request, "components/gallery/desk.html", lists.queue())


@require_safe
def error(request: HttpRequest) -> HttpResponse:
    return errors.not_found(request)
