"""My data: what the person may keep right himself."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ventanilla.people.models import Person
from ventanilla.people.zones import zones_in_words
from ventanilla.web.accounts import fields

LANGUAGES = (("es", "Español"), ("en", "English"))


class ProfileForm(forms.Form):
    given_names = fields.line(
        _("Given names"),
        limit=120,
        missing=_("Please write your given names."),
        autocomplete="given-name",
        validators=[fields.name_like],
    )
    surnames = fields.line(
        _("Surnames"),
        limit=120,
        missing=_("Please write your surnames."),
        autocomplete="family-name",
        validators=[fields.name_like],
    )
    phone = fields.line(
        _("Telephone"),
        limit=30,
        missing="",
        required=False,
        autocomplete="tel",
        kind="tel",
        validators=[fields.phone_like],
    )
    language = fields.choice(_("Language of our messages"), LANGUAGES, missing=_("Please choose a language."))
    wants_notices = forms.BooleanField(
        label=_("Write to me by e-mail when the state of a request changes"), required=False
    )

    def __init__(
        self,
        data: Any,
        *,
        person: Person,
        may_rename: bool,
        asks_notices: bool,
        localities: list[tuple[str, str]],
    ) -> None:
        super().__init__(data, initial={**{name: getattr(person, name) for name in KEPT}})
        self.initial["language"] = person.language or (get_language() or "es")[:2]
        self.fields["zone"] = fields.choice(
            _("Where you are: times are shown for there"),
            zones_in_words((get_language() or "es")[:2], person.zone),
            missing="",
            required=False,
        )
        if localities:
            self.fields["locality"] = fields.choice(
                _("Where you live: its holidays do not count for your terms either"),
                [("", _("Somewhere else")), *localities],
                missing="",
                required=False,
            )
        if not may_rename:
            del self.fields["given_names"], self.fields["surnames"]
        if not asks_notices:
            del self.fields["wants_notices"]


KEPT = ("given_names", "surnames", "phone", "zone", "locality", "wants_notices")
