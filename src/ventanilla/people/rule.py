"""The institution's rule of registration, as its folder gives it (people.yaml)."""

from ventanilla.institutions.models import Section
from ventanilla.people.section import People, Registration, RegistrationField

#: Rules where the student-information system says who somebody is (UME-04).
HELD = frozenset({"directory", "portal"})
#: What the directory knows better than whoever fills in the form.
DIRECTORY_KNOWS = frozenset({"given_names", "surnames", "student_code", "user_type", "campus"})


def people_words() -> People:
    """The section `people` of the institution acted for."""
    return People.model_validate(Section.objects.get(name="people").data)


def asked(rule: Registration) -> list[RegistrationField]:
    """The fields of the registration page, in the folder's order."""
    if rule.rule in HELD:
        return [field for field in rule.fields if field.name not in DIRECTORY_KNOWS]
    return list(rule.fields)


def may_rename_himself(rule: Registration) -> bool:
    """Where nobody else vouches for the name, its owner keeps it right."""
    return rule.rule == "open"


def first_access(rule: Registration) -> bool:
    """Whether user name and document number ask for a code to the registered contact (MEN-04)."""
    return rule.first_password != "none"  # noqa: S105  a rule's name, not a password
