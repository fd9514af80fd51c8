"""More time for a term: to the requester with its reason, to who decides, to who asked (UME-07, MEN-08)."""

from django.utils.http import urlencode
from django.utils.translation import gettext

from ventanilla.channels.base import Letter, Words
from ventanilla.notify.case import Case, Outdated
from ventanilla.notify.wording.requester import follow, greeting, subject
from ventanilla.notify.wording.why import why
from ventanilla.tickets.clocks import name_of
from ventanilla.tickets.models import Extension


def extended(case: Case) -> Letter:
    """The reason in the words of who extended it, the new date and the old one."""
    made = _extension(case)
    return Letter(
        subject=subject(case, gettext("We need more time for your request")),
        greeting=greeting(case),
        lines=(
            gettext("A term of your request “%(title)s” was extended. This is the reason:")
            % {"title": case.ticket.title},
        ),
        quote=made.reason,
        facts=((_clock(case), case.when(made.new_due_at)), (gettext("Before"), case.when(made.old_due_at))),
        button=follow(case),
        why=why(case, case.event.data["clock"]),
    )


def asked(case: Case) -> Letter:
    made = _extension(case)
    if made.status != Extension.Status.ASKED:
        raise Outdated("the extension was decided meanwhile")
    told = {"who": made.asked_by.full_name, "when": case.when(made.old_due_at)}
    return Letter(
        subject=subject(case, gettext("More time is asked for")),
        greeting=greeting(case),
        lines=(
            gettext("%(who)s asks for more time. Decide before the term expires: %(when)s.") % told,
            gettext("This is the reason:"),
        ),
        quote=made.reason,
        facts=(*_facts(case), (gettext("Asked for"), case.when(made.new_due_at))),
        button=(gettext("Decide on it"), _page(case)),
    )


def granted(case: Case) -> Letter:
    made = _extension(case)
    return _decided(
        case, made, gettext("The extension was granted"), (gettext("New date"), case.when(made.new_due_at))
    )


def refused(case: Case) -> Letter:
    made = _extension(case)
    return _decided(
        case,
        made,
        gettext("The extension was not granted"),
        (gettext("Still due"), case.when(made.old_due_at)),
    )


def _decided(case: Case, made: Extension, words: str, date: tuple[str, Words]) -> Letter:
    who = made.decided_by.full_name if made.decided_by else ""
    line = gettext("%(who)s decided on the extension that you asked for.") % {"who": who}
    return Letter(
        subject=subject(case, words),
        greeting=greeting(case),
        lines=(line, f"{words}."),
        quote=made.decision,
        facts=(*_facts(case), date),
        button=(gettext("Open the request"), case.address("desk:ticket", case.ticket.code)),
    )


def _facts(case: Case) -> tuple[tuple[str, Words], ...]:
    return (
        (gettext("Request"), case.ticket.title),
        (gettext("Service"), case.said(case.ticket.version.name)),
        (gettext("Term"), _clock(case)),
    )


def _clock(case: Case) -> str:
    return case.said(name_of(case.event.data["clock"], case.ticket.version.data)).words


def _page(case: Case) -> str:
    return (
        f"{case.address('desk:extension', case.ticket.code)}?{urlencode({'clock': case.event.data['clock']})}"
    )


def _extension(case: Case) -> Extension:
    rows = Extension.objects.select_related("asked_by", "decided_by")
    found: Extension = rows.get(pk=case.event.data["extension"], deadline__ticket=case.ticket)
    return found
