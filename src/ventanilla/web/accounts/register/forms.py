"""The registration form, made from the institution's rule (people.yaml)."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.lib.text import said
from ventanilla.people.identity_numbers import looks_right, tidy
from ventanilla.people.rule import HELD, asked
from ventanilla.people.section import People, RegistrationField
from ventanilla.people.zones import zones_in_words
from ventanilla.web.accounts import fields
from ventanilla.web.components.field import Choice, Field

LANGUAGES = (("es", "Español"), ("en", "English"))


class RegisterForm(forms.Form):
    """E-mail first, then the fields of the rule in their order; `answers` is what a registration keeps."""

    email = fields.email()

    def __init__(self, data: Any, *, words: People, campuses: Sequence[Any]) -> None:
        super().__init__(data)
        self.words, self.campuses = words, campuses
        rule = words.registration
        if rule.rule in HELD:
            self.fields["email"].help_text = _("Only the address that your institution holds for you.")
        if rule.rule == "invitation":
            self.fields["activation"] = fields.line(
                _("Activation code"),
                limit=40,
                missing=_("Please write the code that you were given."),
                autocomplete="one-time-code",
                help_text=_("The office that registered you gave it to you."),
            )
        self.rule_fields = {field.name: field for field in asked(rule)}
        for field in self.rule_fields.values():
            self.fields[field.name] = FIELDS[field.name](self, field)

    def clean(self) -> dict[str, Any]:
        """A number that does not look like its document is asked about once; sent again, it stands."""
        cleaned: dict[str, Any] = super().clean() or {}
        number, kind = cleaned.get("document_number"), cleaned.get("document_type")
        check = next((t.check for t in self.words.registration.document_types if t.slug == kind), None)
        if number and check and not looks_right(check, number) and self.data.get("doubted") != tidy(number):
            self.doubted = tidy(number)
            self.add_error(
                "document_number",
                gettext("This number does not look like that document. If it is right, send it again."),
            )
        return cleaned

    doubted = ""

    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.rule_fields}

    def questions(self) -> list[Field]:
        """As the page asks them; names from the folder keep the language they are written in."""
        return [Field.of(self[name], **self._said(name)) for name in self.fields]

    def _said(self, name: str) -> dict[str, Any]:
        given: dict[str, Any] = {"spoken": name not in {"email", "activation"}}
        field = self.rule_fields.get(name)
        if field is not None and field.help:
            given["help"] = field.help
        if name == "user_type":
            chosen = [t for t in self.words.user_types if t.slug in self.words.registration.types]
            given["choices"] = [Choice(t.slug, t.name, t.definition or "") for t in chosen]
        if name == "document_type":
            given["choices"] = [Choice(t.slug, t.name) for t in self.words.registration.document_types]
        if name == "campus":
            given["choices"] = [Choice(campus.slug, campus.name) for campus in self.campuses]
        return given


def _words(text: Any) -> str:
    return said(text, get_language()).words


def _name(label: Any, missing: Any, autocomplete: str) -> Callable[[RegisterForm, RegistrationField], forms.Field]:
    return lambda form, field: fields.line(
        label,
        limit=120,
        missing=missing,
        required=field.required,
        autocomplete=autocomplete,
        validators=[fields.name_like],
    )


def _document_type(form: RegisterForm, field: RegistrationField) -> forms.Field:
    types = [(t.slug, _words(t.name)) for t in form.words.registration.document_types]
    return fields.choice(
        _("Type of document"), types, missing=_("Please choose the type of document."), required=field.required
    )


def _document_number(form: RegisterForm, field: RegistrationField) -> forms.Field:
    missing = _("Please write the number of your document.")
    return fields.line(_("Number of the document"), limit=40, missing=missing, required=field.required)


def _phone(form: RegisterForm, field: RegistrationField) -> forms.Field:
    return fields.line(
        _("Telephone"),
        limit=30,
        missing=_("Please write your telephone."),
        required=field.required,
        autocomplete="tel",
        kind="tel",
        validators=[fields.phone_like],
    )


def _student_code(form: RegisterForm, field: RegistrationField) -> forms.Field:
    missing = _("Please write your student code.")
    return fields.line(_("Student code"), limit=40, missing=missing, required=field.required)


def _campus(form: RegisterForm, field: RegistrationField) -> forms.Field:
    campuses = [(campus.slug, _words(campus.name)) for campus in form.campuses]
    return fields.choice(_("Campus"), campuses, missing=_("Please choose your campus."), required=field.required)


def _zone(form: RegisterForm, field: RegistrationField) -> forms.Field:
    zones = zones_in_words((get_language() or "es")[:2])
    return fields.choice(_("Where you are"), zones, missing=_("Please choose where you are."), required=field.required)


def _user_type(form: RegisterForm, field: RegistrationField) -> forms.Field:
    registration = form.words.registration
    types = [(t.slug, _words(t.name)) for t in form.words.user_types if t.slug in registration.types]
    asked = fields.choice(_("You are"), types, missing=_("Please choose what you are."), required=field.required)
    return asked


def _language(form: RegisterForm, field: RegistrationField) -> forms.Field:
    return fields.choice(
        _("Language of our messages"), LANGUAGES, missing=_("Please choose a language."), required=field.required
    )


def _wants_notices(form: RegisterForm, field: RegistrationField) -> forms.Field:
    return forms.BooleanField(
        label=_("Write to me by e-mail when the state of a request changes"), required=field.required
    )


FIELDS: dict[str, Callable[[RegisterForm, RegistrationField], forms.Field]] = {
    "given_names": _name(_("Given names"), _("Please write your given names."), "given-name"),
    "surnames": _name(_("Surnames"), _("Please write your surnames."), "family-name"),
    "document_type": _document_type,
    "document_number": _document_number,
    "phone": _phone,
    "student_code": _student_code,
    "campus": _campus,
    "zone": _zone,
    "user_type": _user_type,
    "language": _language,
    "wants_notices": _wants_notices,
}
