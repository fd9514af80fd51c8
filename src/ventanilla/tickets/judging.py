"""Who judges a reported message, and whether sealed evidence is still what was said."""

from enum import StrEnum

from django.db.models import Q, QuerySet

from ventanilla.journal.chain import text_digest
from ventanilla.journal.models import Event
from ventanilla.people.models import Person, Role, RoleKind
from ventanilla.tickets import rules
from ventanilla.tickets.models import Evidence, Offence


class Judge(StrEnum):
    """Who decides on a reported message, as things are."""

    DIRECTOR = "director"
    ADMINISTRATOR = "administrator"
    NOBODY = "nobody"  # of what is confidential, until somebody directs the unit who may read it


def judge_of(offence: Offence) -> Judge:
    """The offence comes with its ticket."""
    judges = _judges(offence)
    if offence.ticket.confidential:
        return Judge.DIRECTOR if judges.filter(confidential=True).exists() else Judge.NOBODY
    return Judge.DIRECTOR if judges.exists() else Judge.ADMINISTRATOR


def may_judge(person: Person | None, offence: Offence) -> bool:
    """A director of the unit who is neither reported nor reports nor has a part in it; without one, an administrator.

    Of what is confidential only a director who is cleared for it. The offence comes with its ticket.
    """
    if person is None or person.pk in involved(offence):
        return False
    if person.has_role(RoleKind.DIRECTOR, unit_id=offence.unit_id):
        cleared = offence.unit_id in rules.cleared_units(person)
        return cleared or not offence.ticket.confidential
    if offence.ticket.confidential or not person.has_role(RoleKind.ADMINISTRATOR):
        return False
    return not _judges(offence).exists()


def involved(offence: Offence) -> set[int]:
    """Who does not judge it, whatever he directs: reported, reporting, or with a part in the request."""
    named = (offence.accused_id, offence.reporter_id)
    return {pk for pk in named if pk is not None} | rules.parties(offence.ticket)


def visible(person: Person) -> QuerySet[Offence]:
    """What somebody may find in his list; a director those of his units, an administrator what nobody else judges."""
    directed = [r.unit_id for r in person.roles if r.kind == RoleKind.DIRECTOR and r.unit_id is not None]
    cleared = set(rules.cleared_units(person))
    mine = Q(unit_id__in=[pk for pk in directed if pk in cleared])
    mine |= Q(unit_id__in=directed, ticket__confidential=False)
    found: QuerySet[Offence] = Offence.objects.filter(mine).exclude(accused=person).exclude(reporter=person)
    return found.exclude(ticket__requester=person).exclude(ticket__accused=person)


def unjudged(person: Person) -> list[Offence]:
    """For administrators: what waits and has no director who could judge it."""
    if not person.has_role(RoleKind.ADMINISTRATOR):
        return []
    waiting = Offence.objects.filter(status=Offence.Status.REPORTED, ticket__confidential=False)
    rows = waiting.select_related("ticket", "unit", "reporter").order_by("-at", "-id")[:200]
    return [one for one in rows if may_judge(person, one)]


def _judges(offence: Offence) -> QuerySet[Role]:
    held: QuerySet[Role] = Role.objects.filter(unit=offence.unit_id, kind=RoleKind.DIRECTOR)
    return held.exclude(person_id__in=involved(offence))


def is_intact(evidence: Evidence) -> bool:
    """Whether the words give the digest that the journal took when they were said, and when they were sealed."""
    if text_digest(bytes(evidence.salt), evidence.body) != evidence.digest:
        return False
    sealed = _told("ticket.evidence_sealed", evidence.case_id, "evidence", evidence.pk)
    if sealed is None or sealed.data["text"] != evidence.digest or sealed.data["documents"] != evidence.files:
        return False
    said = _told("offence.reported", evidence.offence_id, "message", evidence.message_id, subject="offence")
    return said is not None and said.data["text"] == evidence.digest


def _told(kind: str, subject_id: int, name: str, value: int, *, subject: str = "ticket") -> Event | None:
    found: Event | None = Event.objects.filter(
        subject_kind=subject, subject_id=subject_id, kind=kind, **{f"data__{name}": value}
    ).first()
    return found
