"""`ventanilla invitation INSTITUTION PERSON`: a one-time code with which somebody opens his account."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.lib.clock import now
from ventanilla.people.actions.invite import HasAccount, invite
from ventanilla.people.models import Person


class Command(BaseCommand):
    help = "Da un código de activación de un solo uso a una persona ya registrada por la institución."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("institution", metavar="INSTITUCIÓN", help="su nombre corto en la dirección")
        parser.add_argument("person", metavar="PERSONA", help="usuario, código de estudiante o correo")

    def handle(self, *args: Any, institution: str, person: str, **options: Any) -> None:
        found = Institution.objects.filter(slug=institution, active=True).first()
        if found is None:
            raise CommandError(f"no hay una institución `{institution}`")
        with acting_in(found):
            try:
                activation, code = invite(person=the_one(person), by=None, channel="command", at=now())
            except HasAccount as error:
                raise CommandError(
                    f"`{person}` ya tiene cuenta; si olvidó su clave, la cambia en la página"
                ) from error
        until = activation.expires_at.astimezone(found.zoneinfo)
        self.stdout.write(f"{code}  (una sola vez, hasta el {until:%d/%m/%Y %H:%M})")


def the_one(name: str) -> Person:
    people = list(
        Person.objects.filter(Q(username=name.lower()) | Q(student_code=name) | Q(email=name.lower()))[:2]
    )
    if len(people) != 1:
        many = "varias personas" if people else "nadie"
        raise CommandError(f"`{name}` es {many} aquí; use el usuario o el código de estudiante")
    only: Person = people[0]
    return only
