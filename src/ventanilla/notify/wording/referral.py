"""What leaves the desk: to the area or body that it goes to, to the requester, to the unit that follows up."""

from django.utils.translation import gettext

from ventanilla.channels.base import Letter, Words
from ventanilla.notify.case import Case
from ventanilla.notify.wording.requester import follow, greeting, page, subject
from ventanilla.tickets.models import Message, Referral


def outside(case: Case) -> Letter:
    """To an address outside the desk: the agent's words and the code; of what is confidential only the code."""
    made = _referral(case)
    unit = case.said(case.ticket.unit.name).words
    line = gettext(
        "%(unit)s refers a matter to you. When you write back, please keep the number of the subject."
    )
    discreet = gettext("Its contents are confidential: please speak with the unit that refers it.")
    return Letter(
        subject=subject(case, gettext("A matter is referred to you")),
        greeting=greeting(case),
        lines=(line % {"unit": unit}, *((discreet,) if case.is_confidential else ())),
        quote="" if case.is_confidential else made.text,
        facts=((gettext("Number"), case.ticket.code), (gettext("To"), made.addressee)),
    )


def remission(case: Case) -> Letter:
    """To the competent body: the agent's words, and the petition with who made it, so that it can be answered."""
    made = _referral(case)
    requester = case.ticket.requester
    line = gettext("%(unit)s transfers to you a petition for which your body is competent. Its text:")
    first = Message.objects.filter(ticket=case.ticket).order_by("id").first()
    petition = first.body if first and first.body else case.ticket.title
    return Letter(
        subject=subject(case, gettext("Transfer of a petition")),
        greeting=greeting(case),
        lines=(
            *(() if case.is_confidential else (made.text,)),
            gettext("Its contents are confidential: please speak with the unit that transfers it.")
            if case.is_confidential
            else line % {"unit": case.said(case.ticket.unit.name).words},
        ),
        quote="" if case.is_confidential else petition,
        facts=(
            (gettext("Number"), case.ticket.code),
            (gettext("To"), made.addressee),
            *(() if case.is_confidential else _whose(requester.full_name, requester.email)),
        ),
    )


def told(case: Case) -> Letter:
    """To the requester: to whom his matter was referred, or where to write."""
    made = _referral(case)
    if made.kind == Referral.Kind.ADVICE:
        title = gettext("Where to write about your request")
        line = gettext("Your request “%(title)s” belongs to another office. Please write there:")
    else:
        title = gettext("Your request was referred to another area")
        line = gettext("We referred your request “%(title)s” to another area, and follow it:")
    return Letter(
        subject=subject(case, title),
        greeting=greeting(case),
        lines=(line % {"title": case.ticket.title},),
        quote=made.text if made.kind == Referral.Kind.ADVICE else "",
        facts=((gettext("To"), made.addressee), *_address(made)),
        button=follow(case),
    )


def transferred(case: Case) -> Letter:
    """To the petitioner: the competent body, where it is, and the copy of what was sent to it (art. 21)."""
    made = _referral(case)
    return Letter(
        subject=subject(case, gettext("Your request was transferred to the competent body")),
        greeting=greeting(case),
        lines=(
            gettext("Another body is competent for your request “%(title)s”, so we sent it there.")
            % {"title": case.ticket.title},
            gettext("Its time to answer begins when it receives it. This is a copy of what we sent:"),
        ),
        quote=made.text,
        facts=((gettext("Competent body"), made.addressee), *_address(made)),
        button=(gettext("See my request"), page(case)),
    )


def handed_over(case: Case) -> Letter:
    made = _referral(case)
    line = gettext("A contact was registered and closed at the desk. Your unit follows it up.")
    return Letter(
        subject=subject(case, gettext("A contact for your unit")),
        greeting=greeting(case),
        lines=(line,),
        facts=(
            (gettext("Contact"), case.ticket.requester.full_name),
            (gettext("Service"), case.said(case.ticket.version.name)),
            (gettext("Unit"), made.addressee),
        ),
        button=(gettext("See the contacts of my unit"), case.address("desk:handovers")),
    )


def handed_over_line(case: Case) -> str:
    """In the digest of a day."""
    return gettext("%(who)s wants to be contacted.") % {"who": case.ticket.requester.full_name}


def _whose(name: str, email: str) -> tuple[tuple[str, Words], ...]:
    return (gettext("Petitioner"), name), (gettext("Address of the petitioner"), email)


def _address(made: Referral) -> tuple[tuple[str, Words], ...]:
    return ((gettext("Address"), made.address),) if made.address else ()


def _referral(case: Case) -> Referral:
    found: Referral = Referral.objects.get(pk=case.event.data["referral"], ticket=case.ticket)
    return found
