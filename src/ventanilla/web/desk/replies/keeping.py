"""Who may keep which, and what is said when it was saved or could not be."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext

from ventanilla.institutions.models import Unit
from ventanilla.lib.clock import now
from ventanilla.people import rules
from ventanilla.people.models import Person
from ventanilla.tickets.actions import kept


def units_of(person: Person) -> Any:
    """Whose replies somebody keeps."""
    units = Unit.objects.filter(active=True).order_by("slug")
    return units if rules.administers(person) else units.filter(pk__in=rules.directed_units(person))


def unit_choices(person: Person) -> list[tuple[str, Any]]:
    """(slug, name); the empty one for all units, for administrators. Raises Http404 for who keeps none."""
    found = [(unit.slug, unit.name) for unit in units_of(person)]
    if kept.may_keep(person, None):
        found.insert(0, ("", gettext("Every unit")))
    if not found:
        raise Http404
    return found


def row_or_404(model: type[Any], person: Person, slug: str) -> Any:
    row = model.objects.filter(slug=slug, active=True).select_related("unit").first()
    if row is None or not kept.may_keep(person, row.unit_id):
        raise Http404
    return row


def saved(request: Any, kind: kept.Kind, row: Any | None, form: Any) -> bool:
    """Whether what was written is kept now; otherwise `form.wrong` says why, and holds the words."""
    try:
        kept.keep(
            kind,
            institution=request.institution,
            person=request.person,
            data=form.data(),
            before=row,
            base=request.POST.get("base", ""),
            at=now(),
        )
    except kept.Unsound as problem:
        form.wrong = problem.reasons
    except kept.SlugTaken:
        form.wrong = [gettext("There is one of that name already. Give it another name.")]
    except kept.ChangedMeanwhile:
        form.wrong = [gettext("Somebody else changed it meanwhile. Copy your words, and open it anew.")]
    except PermissionError:
        form.wrong = [gettext("You do not keep the replies of that unit.")]
    else:
        messages.success(request, gettext("It is kept, and offered from now on."))
        return True
    return False


def end(request: Any, kind: kept.Kind, row: Any) -> None:
    kept.switch_off(kind, row=row, institution=request.institution, person=request.person, at=now())
    messages.success(request, gettext("It is not offered any more."))
