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
from ventanilla.web.components.bound import of_bound
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
                autocomplete="off",
                help_text=_("The office that registered you gave it to you."),
            )
        self.rule_fields: dict[str, RegistrationField] = {field.name: field for field in asked(rule)}
        for name, field in self.rule_fields.items():
            self.fields[name] = FIELDS[name](self, field)

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
        return [of_bound(self[name], **self._said(name)) for name in self.fields]

    def _said(self, name: str) -> dict[str, Any]:
        given: dict[str, Any] = {}
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


Builder = Callable[[RegisterForm, RegistrationField], forms.Field]


def _line(label: Any, missing: Any, **more: Any) -> Builder:
    options = {"limit": 40, **more}
    return lambda form, field: fields.line(label, missing=missing, required=field.required, **options)


def _name(label: Any, missing: Any, autocomplete: str) -> Builder:
    return _line(label, missing, limit=120, autocomplete=autocomplete, validators=[fields.name_like])


def _choice(
    label: Any, missing: Any, choices: Callable[[RegisterForm], Sequence[tuple[str, Any]]]
) -> Builder:
    return lambda form, field: fields.choice(label, choices(form), missing=missing, required=field.required)


def _user_types(form: RegisterForm) -> list[tuple[str, str]]:
    offered = form.words.registration.types
    return [(t.slug, _words(t.name)) for t in form.words.user_types if t.slug in offered]


def _document_types(form: RegisterForm) -> list[tuple[str, str]]:
    return [(t.slug, _words(t.name)) for t in form.words.registration.document_types]


def _campuses(form: RegisterForm) -> list[tuple[str, str]]:
    return [(campus.slug, _words(campus.name)) for campus in form.campuses]


def _zones(form: RegisterForm) -> list[tuple[str, str]]:
    return zones_in_words((get_language() or "es")[:2])


def _wants_notices(form: RegisterForm, field: RegistrationField) -> forms.Field:
    label = _("Write to me by e-mail when the state of a request changes")
    return forms.BooleanField(label=label, required=False)  # a choice is never mandatory (MEN-03)


FIELDS: dict[str, Builder] = {
    "given_names": _name(_("Given names"), _("Please write your given names."), "given-name"),
    "surnames": _name(_("Surnames"), _("Please write your surnames."), "family-name"),
    "document_type": _choice(
        _("Type of document"), _("Please choose the type of document."), _document_types
    ),
    "document_number": _line(_("Number of the document"), _("Please write the number of your document.")),
    "phone": _line(
        _("Telephone"),
        _("Please write your telephone."),
        limit=30,
        autocomplete="tel",
        kind="tel",
        validators=[fields.phone_like],
    ),
    "student_code": _line(_("Student code"), _("Please write your student code.")),
    "campus": _choice(_("Campus"), _("Please choose your campus."), _campuses),
    "zone": _choice(_("Where you are"), _("Please choose where you are."), _zones),
    "user_type": _choice(_("You are"), _("Please choose what you are."), _user_types),
    "language": _choice(
        _("Language of our messages"), _("Please choose a language."), lambda form: LANGUAGES
    ),
    "wants_notices": _wants_notices,
}
