"""The directory of the student system: a file is brought, its differences are read, and applied (UME-10)."""

import csv
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.lib.clock import now
from ventanilla.people.actions import loading
from ventanilla.people.actions.synchronise import NotReady, TooManyGone, allow
from ventanilla.people.directory import report, sentences
from ventanilla.people.models import DirectoryImport
from ventanilla.people.rule import people_words
from ventanilla.web.office.access import for_administrators
from ventanilla.web.office.directory import listing
from ventanilla.web.office.directory.forms import Sending

Status = DirectoryImport.Status
#: The queue is at it: the page asks again.
BUSY = frozenset({Status.WAITING, Status.APPLYING})


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def show(request: Any) -> HttpResponse:
    """The latest imports, and the form for another one."""
    sending = Sending(request)
    if request.method == "POST" and sending.is_whole():
        try:
            load = loading.receive(
                institution=request.institution,
                file=sending.content,
                name=sending.name,
                partial=sending.partial,
                by=request.person,
                at=now(),
            )
            return redirect("office:directory_import", load.pk)
        except loading.TooLarge as problem:
            sending.refuse(problem)
    context = {
        "fields": sending.fields,
        "imports": listing.latest(),
        "rule": people_words().registration,
        "page_has_errors": bool(sending.errors),
    }
    return render(request, "office/directory/page.html", context)


@require_safe
@for_administrators
def one(request: Any, pk: int) -> HttpResponse:
    """How far an import is; once compared, its differences by kind."""
    load = import_or_404(pk)
    context: dict[str, Any] = {"load": load, "busy": load.status in BUSY, "crumbs": _crumbs(load)}
    if request.htmx and not request.htmx.history_restore_request:
        response = render(request, "office/directory/_progress.html", context)
        if not context["busy"]:
            response["HX-Refresh"] = "true"
        return response
    if load.status == Status.REFUSED:
        context["refused"] = sentences.of_file(load.problem)
    elif load.counts:
        context |= _compared(request, load)
    return render(request, "office/directory/import.html", context)


@require_POST
@for_administrators
def application(request: Any, pk: int) -> HttpResponse:
    load = import_or_404(pk)
    try:
        loading.ask(
            institution=request.institution,
            import_id=load.pk,
            by=request.person,
            confirmed=bool(request.POST.get("confirmed")),
        )
    except TooManyGone as error:
        messages.error(request, sentences.of_removal(error.gone, error.held, error.limit))
    except NotReady:
        messages.error(request, gettext("This import cannot be applied any more."))
    return redirect("office:directory_import", load.pk)


@require_safe
@for_administrators
def unresolved(request: Any, pk: int) -> Any:
    """Conflicts and lines that cannot be read, as a CSV for whoever keeps the student system."""
    load = import_or_404(pk)
    response = StreamingHttpResponse(_written(load, request.institution, get_language() or "es"))
    response["Content-Type"] = "text/csv; charset=utf-8"
    response["Content-Disposition"] = f'attachment; filename="directorio-{load.pk}.csv"'
    return response


def import_or_404(pk: int) -> DirectoryImport:
    found: DirectoryImport | None = (
        DirectoryImport.objects.select_related("created_by", "applied_by").filter(pk=pk).first()
        if pk < 2**63
        else None
    )
    if found is None:
        raise Http404
    return found


def _compared(request: Any, load: DirectoryImport) -> dict[str, Any]:
    people = people_words()
    kind = listing.chosen(load, request.GET.get("kind", ""))
    return {
        "tabs": listing.tabs(load, kind),
        "kind": kind,
        "page": listing.page(load, kind, request.GET.get("after", ""), listing.names_of(people)),
        "layout": report.layout(load),
        "unknown": list(report.unknown(load)),
        "unchanged": report.unchanged(load),
        "stuck": load.counts["conflict"] + load.counts["wrong"],
        "removal": _removal(load),
    }


def _removal(load: DirectoryImport) -> str:
    """The sentence that must be confirmed before so many leave."""
    if load.status != Status.READY:
        return ""
    try:
        allow(load, confirmed=False)
    except TooManyGone as error:
        return sentences.of_removal(error.gone, error.held, error.limit)
    return ""


def _crumbs(load: DirectoryImport) -> list[tuple[Any, str]]:
    return [(gettext("Directory"), reverse("office:directory")), (load.name, "")]


def _written(load: DirectoryImport, institution: Institution, language: str) -> Iterator[str]:
    """Runs while it is sent, when the page's institution and language are already left: enters them again."""
    writer = csv.writer(_Echo(), delimiter=";")
    with acting_in(institution), translation.override(language):
        yield "\ufeff"
        for cells in report.unresolved(load):
            yield writer.writerow(cells)


class _Echo:
    """csv writes into what gives each line back."""

    def write(self, line: str) -> str:
        return line
