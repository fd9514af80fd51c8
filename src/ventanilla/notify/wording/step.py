"""Steps by other units: to whoever is asked, and back to whoever asked (UME-12)."""

from django.utils.translation import gettext

from ventanilla.channels.base import Letter, Words
from ventanilla.notify.case import Case, Outdated
from ventanilla.notify.wording.requester import greeting, subject
from ventanilla.tickets.models import Step


def asked(case: Case) -> Letter:
    """Of what is confidential nothing but that, until when and where."""
    step = _step(case)
    if step.status != Step.Status.ASKED or step.due_at is None:
        raise Outdated("the step is over meanwhile")
    due = (gettext("At the latest"), case.when(step.due_at))
    return Letter(
        subject=subject(case, gettext("Your unit is asked for a step")),
        greeting=greeting(case),
        lines=(gettext("Another unit needs something of yours to go on with a request."),),
        quote="" if case.is_confidential else step.request,
        facts=(*_facts(case, step), due),
        button=(gettext("See what is asked"), case.address("desk:step", str(step.pk))),
    )


def done(case: Case) -> Letter:
    step = _step(case)
    words = gettext("%(unit)s did its step.") % {"unit": case.said(step.unit.name).words}
    return _back(case, step, gettext("A step is done"), words)


def returned(case: Case) -> Letter:
    step = _step(case)
    words = gettext("%(unit)s needs something more before its step.")
    return _back(
        case,
        step,
        gettext("Something is missing for a step"),
        words % {"unit": case.said(step.unit.name).words},
    )


def cancelled(case: Case) -> Letter:
    step = _step(case)
    return Letter(
        subject=subject(case, gettext("A step is not needed any more")),
        greeting=greeting(case),
        lines=(gettext("What your unit was asked for is not needed any more. There is nothing to do."),),
        quote="" if case.is_confidential else step.answer,
        facts=_facts(case, step),
        button=(gettext("See the steps of my unit"), case.address("desk:steps")),
    )


def _back(case: Case, step: Step, title: str, words: str) -> Letter:
    return Letter(
        subject=subject(case, title),
        greeting=greeting(case),
        lines=(gettext("There is news about a step that you asked for.") if case.is_confidential else words,),
        quote="" if case.is_confidential else step.answer,
        facts=_facts(case, step),
        button=(gettext("Open the request"), case.address("desk:ticket", case.ticket.code)),
    )


def _facts(case: Case, step: Step) -> tuple[tuple[str, Words], ...]:
    if case.is_confidential:
        return ()
    return (
        (gettext("Request"), case.ticket.title),
        (gettext("Service"), case.said(case.ticket.version.name)),
        (gettext("Step"), str(Step.Kind(step.kind).label)),
        (gettext("Unit"), case.said(step.unit.name)),
    )


def _step(case: Case) -> Step:
    found: Step = Step.objects.select_related("unit").get(pk=case.event.data["step"], ticket=case.ticket)
    return found
