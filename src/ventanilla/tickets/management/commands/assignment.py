"""`ventanilla assignment verify CODE`: whether the draws of a request are what they say. Changes nothing."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext, ngettext

from ventanilla.assignment.evidence import Examined, excluded
from ventanilla.assignment.models import Draw
from ventanilla.assignment.words import FAULTS, REASONS
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.people.models import Person
from ventanilla.tickets.codes import read_code
from ventanilla.tickets.draws import Verdict, verdict
from ventanilla.tickets.models import Ticket


class Command(BaseCommand):
    help = "Vuelve a hacer los sorteos de una solicitud y los compara con el registro."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify"])
        parser.add_argument("code", metavar="NÚMERO", help="de la solicitud, como ABC-26-000012-3")
        parser.add_argument(
            "--json", action="store_true", help="todo lo que hace falta para rehacerlos aparte"
        )

    def handle(self, *args: Any, code: str, **options: Any) -> None:
        institution = institution_of(code)
        with acting_in(institution):
            ticket = Ticket.objects.filter(code=read_code(code)).first()
            if ticket is None:
                raise CommandError(gettext("There is no request %(code)s.") % {"code": code})
            found = verdict(ticket)
            if options["json"]:
                self.stdout.write(json.dumps(as_data(institution, found), indent=2, ensure_ascii=False))
            else:
                for line in lines(found):
                    self.stdout.write(line)
        if not found.holds:
            raise CommandError(gettext("%(code)s: a draw does not verify.") % {"code": ticket.code})


def institution_of(code: str) -> Institution:
    prefix = (read_code(code) or "").partition("-")[0]
    found = Institution.objects.filter(code_prefix=prefix).first() if prefix else None
    if found is None:
        raise CommandError(gettext("%(code)s is not the number of a request.") % {"code": code})
    return found


def lines(found: Verdict) -> list[str]:
    """What a person reads: each draw, who took part, who did not and why, and whether it holds."""
    numbers = {number for one in found.draws for number in _people(one.draw)}
    names = {person.pk: person.full_name for person in Person.objects.filter(pk__in=numbers)}
    told = [line for one in found.draws for line in _lines(one, names)]
    lost = gettext("Draw %(n)d: the request's journal tells of it, and it is not there, or not so.")
    told += [lost % {"n": number} for number in found.missing]
    changed = gettext("The journal of %(subject)s was changed.")
    told += [changed % {"subject": subject} for subject in found.broken]
    if not found.draws and not found.missing:
        told.append(gettext("%(code)s: nobody was drawn for it.") % {"code": found.ticket.code})
    elif found.holds:
        count = len(found.draws)
        words = ngettext("%(n)d draw holds.", "%(n)d draws hold.", count) % {"n": count}
        told.append(f"{found.ticket.code}: {words}")
    return told


def _people(draw: Draw) -> set[int]:
    if draw.kind != Draw.Kind.PERSON_FOR_TICKET:
        return set()
    return {draw.chosen, *draw.candidates, *(who for who, _why in excluded(draw))}


def _lines(one: Examined, names: dict[int, str]) -> list[str]:
    draw = one.draw

    def name(number: int) -> str:
        return f"{names[number]} ({number})" if number in names else str(number)

    told = [
        gettext("Draw %(n)d, %(at)s: %(who)s")
        % {"n": draw.pk, "at": draw.at.isoformat(), "who": name(draw.chosen)},
        "  " + gettext("among: %(who)s") % {"who": ", ".join(name(number) for number in draw.candidates)},
    ]
    for who, reasons in excluded(draw):
        why = "; ".join(str(REASONS.get(reason, reason)) for reason in reasons)
        told.append("  " + gettext("not %(who)s: %(why)s") % {"who": name(who), "why": why})
    told.append("  " + gettext("secret: %(seed)s") % {"seed": draw.seed})
    told.append("  " + gettext("its digest, told before: %(digest)s") % {"digest": draw.digest})
    if one.unused:
        told.append("  " + gettext("secrets promised before and never used: %(n)d") % {"n": one.unused})
    told += [f"  ✗ {FAULTS[fault]}" for fault in one.faults]
    if one.holds:
        told.append("  ✓ " + gettext("made again, it gives the same"))
    return told


def as_data(institution: Institution, found: Verdict) -> dict[str, Any]:
    """All that somebody needs who makes the draws again by himself (docs/reference/draws.md)."""
    return {
        "institution": institution.slug,
        "ticket": found.ticket.code,
        "holds": found.holds,
        "missing": list(found.missing),
        "broken": list(found.broken),
        "draws": [_draw_data(one) for one in found.draws],
    }


def _draw_data(one: Examined) -> dict[str, Any]:
    draw = one.draw
    columns = ("kind", "subject_kind", "subject_id", "unit_id", "n", "version", "candidates", "exclusions")
    return {
        "id": draw.pk,
        "at": draw.at.isoformat(),
        **{name: getattr(draw, name) for name in (*columns, "digest", "seed", "chosen")},
        "redrawn": one.redrawn,
        "unused_promises": one.unused,
        "faults": [str(fault) for fault in one.faults],
        "holds": one.holds,
    }
