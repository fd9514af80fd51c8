"""Another rule of registration for an institution of the named world."""

from typing import Any

from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution, Section
from ventanilla.people.section import People

NAMES = [{"name": "given_names", "required": True}, {"name": "surnames", "required": True}]
#: The fields of a citizens' desk, as the SAC has them.
CITIZEN = {
    "rule": "open",
    "types": ["estudiante", "egresado"],
    "fields": [
        *NAMES,
        {"name": "user_type", "required": True},
        {"name": "document_type", "required": True},
        {"name": "document_number", "required": True},
        {"name": "phone"},
        {"name": "student_code"},
        {"name": "campus"},
        {"name": "zone"},
        {"name": "language"},
        {"name": "wants_notices"},
    ],
    "document_types": [
        {"slug": "cedula", "name": "Cédula", "check": "ec_cedula"},
        {"slug": "pasaporte", "name": "Pasaporte"},
    ],
    "username": "initial_surname",
    "first_password": "document_number",
}
INVITATION = {"rule": "invitation", "fields": [{"name": "phone"}], "types": []}


def rule(institution: Institution, **changes: Any) -> None:
    """Change parts of the rule, as a folder with them would."""
    with acting_in(institution):
        section = Section.objects.get(name="people")
        section.data["registration"] |= changes
        section.data = People.model_validate(section.data).data()
        section.save(update_fields=["data"])
