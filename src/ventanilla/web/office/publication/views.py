"""Before it is published one reads what changes; an outdated draft reads first what the others changed."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from ventanilla.lib.clock import now
from ventanilla.lib.merging import merge
from ventanilla.publishing import actions, queries
from ventanilla.publishing.models import Edit
from ventanilla.publishing.soundness import Unsound
from ventanilla.publishing.table import KINDS
from ventanilla.web.office.access import for_office
from ventanilla.web.office.publication.differences import Change, changes
from ventanilla.web.office.sheets.part import Faults
from ventanilla.web.office.sheets.table import sheets_of
from ventanilla.web.office.things import Thing, may_look_after, thing_or_404, url_of

PAGE = "office/publication/page.html"


@dataclass(frozen=True)
class Meanwhile:
    """What others published since the draft was begun; `both` is what the draft changes too."""

    by: queries.Publication | None
    changes: list[Change]
    both: list[Change]


@require_http_methods(["GET", "HEAD", "POST"])
@for_office
def show(request: Any, kind: str, slug: str) -> HttpResponse:
    general: list[str] = []
    if request.method == "POST":
        try:
            published = actions.publish(
                kind=KINDS[kind],
                slug=slug,
                author=request.person,
                institution=request.institution,
                at=now(),
                may=lambda held: may_look_after(request.person, kind, held),
            )
        except actions.Outdated:
            general = [gettext("Somebody published meanwhile. Read what changed; your text is still here.")]
        except Unsound as unsound:
            general = Faults(unsound.faults).general()
        except actions.Gone as gone:
            raise Http404 from gone
        except actions.NoDraft:
            messages.info(request, gettext("There was nothing to publish."))
            return redirect(url_of(kind, slug))
        else:
            messages.success(request, told(kind, published.n))
            return redirect(url_of(kind, slug))
    thing = thing_or_404(request, kind, slug)
    draft = queries.draft(kind, slug, request.person)
    if draft is None:
        return redirect(thing.url)
    return render(
        request, PAGE, {**shown(thing, draft), "general": general, "page_has_errors": bool(general)}
    )


def told(kind: str, n: int | None) -> str:
    if kind == "calendar":
        return gettext("Published: the new hours hold for what is asked from now on.")
    if n:
        words = gettext("Published: this is version %(n)s. Older requests keep the one that they had.")
        return words % {"n": n}
    return gettext("Published: students see it now.")


@require_POST
@for_office
def update(request: Any, kind: str, slug: str) -> HttpResponse:
    """Bring one's draft onto what others published."""
    thing = thing_or_404(request, kind, slug)
    draft = queries.draft(kind, slug, request.person)
    if draft is None:
        return redirect(thing.url)
    try:
        actions.catch_up(kind=thing.kind, edit=draft, held=thing.held, at=now())
    except actions.NoDraft:
        messages.info(request, gettext("There was nothing to publish."))
        return redirect(thing.url)
    messages.success(
        request,
        gettext("Your draft holds the changes of both now. Where both changed the same, your text stands."),
    )
    return redirect(thing.address("publication"))


def shown(thing: Thing, draft: Edit) -> dict[str, Any]:
    now_true = thing.kind.same_form(thing.held.data)
    meanwhile = None
    if now_true != draft.base:
        _merged, clashes = merge(draft.base, draft.data, now_true)
        meanwhile = Meanwhile(
            by=queries.last_publication(*thing.held.subject),
            changes=list(changes(draft.base, now_true)),
            both=[Change.of(clash.way, clash.theirs, clash.ours, draft.data) for clash in clashes],
        )
    return {
        "thing": thing,
        "draft": draft,
        "changes": list(changes(draft.base, draft.data)),
        "meanwhile": meanwhile,
        "look": thing.seen_by_students(draft),
        "edit": thing.address("edit", sheets_of(thing.kind.name, draft.data)[0].slug),
        "update": thing.address("update"),
        "discard": thing.address("draft"),
        "crumbs": thing.crumbs(gettext("Publish")),
    }
