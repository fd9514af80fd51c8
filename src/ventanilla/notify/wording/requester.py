"""To who asked for something."""

from django.utils.translation import gettext, ngettext

from ventanilla.channels.base import Letter, Words
from ventanilla.lib.text import Said
from ventanilla.notify.case import Case
from ventanilla.notify.wording.why import why
from ventanilla.tickets import lacking
from ventanilla.tickets.clocks import STEP, Clock, name_of
from ventanilla.tickets.models import Attachment, Deadline, Message
from ventanilla.worktime import Calendar, CalendarError


def confirmation(case: Case) -> Letter:
    """UME-05: the number, until when, where to follow it, and when it is read if nobody is there now."""
    words = case.institution.data["confirmation"]
    thanks = case.said(words["thanks"])
    deadlines = list(
        Deadline.objects.filter(ticket=case.ticket)
        .exclude(clock__startswith=STEP)
        .select_related("calendar")
        .order_by("due_at", "id")
    )
    service: tuple[tuple[str, Words], ...] = ()
    if not case.is_confidential:
        service = ((gettext("Service"), case.said(case.ticket.version.name)),)
    return Letter(
        subject=subject(case, thanks.words.rstrip(".")),
        greeting=greeting(case),
        lines=(sentence(thanks), *read_from(case, deadlines)),
        facts=(
            (gettext("Number"), case.ticket.code),
            *service,
            (gettext("Received"), case.when(case.ticket.created_at)),
            *_on_behalf(case),
            *((_promised(case, row), case.when(row.due_at)) for row in deadlines),
        ),
        button=_complete(case) or follow(case),
        after=(case.said(words["next"]),),
        why=why(case, Clock.RESOLUTION),
    )


def _on_behalf(case: Case) -> tuple[tuple[str, Words], ...]:
    """Whoever noted a call or a visit for him."""
    if case.ticket.registered_by_id == case.ticket.requester_id:
        return ()
    return ((gettext("Noted by"), case.ticket.registered_by.full_name),)


def _complete(case: Case) -> tuple[str, str] | None:
    """What was noted by telephone may still lack something, evidence above all (UPN-07)."""
    if case.ticket.registered_by_id == case.ticket.requester_id:
        return None
    held = Attachment.objects.filter(ticket=case.ticket).values_list("question", flat=True)
    if not lacking.of_ticket(case.ticket, lacking.counted(held)):
        return None
    return gettext("Add what is missing"), case.address("portal:completion", case.ticket.code)


def answered(case: Case) -> Letter:
    """UPN-06: the whole answer, as it was written."""
    message = message_of(case)
    return Letter(
        subject=subject(case, gettext("The answer to your request")),
        greeting=greeting(case),
        lines=(_about(case, gettext("This is the answer to your request “%(title)s”:")),),
        quote=message.body,
        button=(gettext("See the answer and reply"), page(case)),
        after=files(message),
    )


def asked(case: Case) -> Letter:
    message = message_of(case)
    return Letter(
        subject=subject(case, gettext("We need something from you")),
        greeting=greeting(case),
        lines=(_about(case, gettext("To go on with your request “%(title)s” we need something from you:")),),
        quote=message.body,
        button=(gettext("Reply now"), page(case)),
        after=files(message),
    )


def returned(case: Case) -> Letter:
    """UNE-09: what to correct, until when and why then; of a confidential request only that and where."""
    row = Deadline.objects.get(ticket=case.ticket, clock=Clock.CORRECTION)
    discreet = case.is_confidential
    line = gettext("Your request %(code)s came back to you to be corrected.") % {"code": case.ticket.code}
    if not discreet:
        line = _about(case, gettext("Your request “%(title)s” came back to you to be corrected:"))
    message = message_of(case)
    return Letter(
        subject=subject(case, gettext("Please correct your request")),
        greeting=greeting(case),
        lines=(line,),
        quote="" if discreet else message.body,
        facts=((gettext("Correct it at the latest"), case.when(row.due_at)),),
        button=(gettext("Correct it now"), page(case)),
        after=(
            *(
                (gettext("Until then the time that we have to answer stands still."),)
                if _all_rest(case)
                else ()
            ),
            *(() if discreet else files(message)),
        ),
        why=why(case, Clock.CORRECTION),
    )


def _all_rest(case: Case) -> bool:
    """Whether no clock of the desk's runs while the requester corrects: not every term stops for him."""
    own = Deadline.objects.filter(ticket=case.ticket, met_at=None, dropped_at=None).exclude(
        clock=Clock.CORRECTION
    )
    return all("requester" in row.term.data.get("pauses", ()) for row in own.select_related("term"))


def taken(case: Case) -> Letter:
    return Letter(
        subject=subject(case, gettext("Your request is being attended")),
        greeting=greeting(case),
        lines=(
            _about(case, gettext("Your request “%(title)s” has somebody who attends it now.")),
            gettext("We will write to you as soon as there is an answer."),
        ),
        facts=((gettext("Attended by"), case.said(case.ticket.unit.name)),),
        button=follow(case),
    )


def closed(case: Case) -> Letter:
    return Letter(
        subject=subject(case, gettext("Your request was closed")),
        greeting=greeting(case),
        lines=(
            _about(case, gettext("Your request “%(title)s” was closed.")),
            gettext("You find everything that was said about it on its page."),
        ),
        button=(gettext("See my request"), page(case)),
    )


def news(case: Case) -> Letter:
    """For confidential services: who reads over a shoulder learns nothing."""
    words = gettext("There is news about your request %(code)s.") % {"code": case.ticket.code}
    return Letter(
        subject=subject(case, gettext("There is news about your request")),
        greeting=greeting(case),
        lines=(words,),
        button=(gettext("See my request"), page(case)),
    )


def subject(case: Case, words: str) -> str:
    return f"[{case.ticket.code}] {words}"


def sentence(said: Said) -> Said:
    """On its page it is a heading, without the stop at the end."""
    return said if said.words[-1:] in ".!?…" else Said(f"{said.words}.", said.language)


def greeting(case: Case) -> str:
    names = case.reader.given_names if case.reader else ""
    return gettext("Hello, %(name)s:") % {"name": names} if names else gettext("Hello:")


def follow(case: Case) -> tuple[str, str]:
    return gettext("Follow my request"), page(case)


def page(case: Case) -> str:
    return case.address("portal:ticket", case.ticket.code)


def read_from(case: Case, deadlines: list[Deadline]) -> tuple[str, ...]:
    """UME-05, UME-11: outside opening hours, from when somebody reads it."""
    for deadline in deadlines:
        calendar = Calendar.from_data(deadline.calendar.data)
        try:
            if calendar.is_open(deadline.start_at):
                continue
            opening = case.when(calendar.next_opening(deadline.start_at))
        except (
            CalendarError
        ):  # it ends before it opens again; a term in calendar days has a date all the same
            continue
        words = gettext("It arrived outside opening hours; we will read it from %(when)s.")
        return (words % {"when": opening},)
    return ()


def message_of(case: Case) -> Message:
    found: Message = Message.objects.get(pk=case.event.data["message"], ticket=case.ticket)
    return found


def files(message: Message) -> tuple[str, ...]:
    """They stay where only their reader gets them."""
    count = Attachment.objects.filter(message=message).count()
    words = ngettext(
        "There is %(n)d file with it, on the page of your request.",
        "There are %(n)d files with it, on the page of your request.",
        count,
    )
    return (words % {"n": count},) if count else ()


def _promised(case: Case, deadline: Deadline) -> str:
    if deadline.clock == Clock.FIRST_CONTACT:
        return gettext("First contact at the latest")
    if deadline.clock == Clock.RESOLUTION:
        return gettext("Answer at the latest")
    return str(case.said(name_of(deadline.clock, case.ticket.version.data)).words)


def _about(case: Case, words: str) -> str:
    return words % {"title": case.ticket.title}
