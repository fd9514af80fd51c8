"""The fields of the account pages: Django's checks, our sentences."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST_EMAIL = 254
UNPRINTABLE = _("The text contains a character that cannot be shown. Please type it again.")
SAID = {
    "max_length": _("This is too long: at most %(limit_value)d characters fit."),
    "null_characters_not_allowed": UNPRINTABLE,
    "invalid_choice": _("Please choose one of the options."),
    "required": _("Please answer this."),
}
PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{5,28}")
CODES = frozenset({"username", "one-time-code", "off"})
IN_A_NAME = frozenset(" '’.-·ªº")


def line(
    label: Any,
    *,
    limit: int,
    missing: Any,
    required: bool = True,
    autocomplete: str = "",
    kind: str = "text",
    help_text: Any = "",
    validators: Sequence[Any] = (),
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=limit,
        required=required,
        help_text=help_text,
        validators=[printable, *validators],
        widget=_widget(kind, autocomplete),
        error_messages={**SAID, "required": missing},
    )


def email(label: Any = None, *, help_text: Any = "", autocomplete: str = "email") -> forms.EmailField:
    return Address(
        label=label or _("E-mail address"),
        max_length=LONGEST_EMAIL,
        help_text=help_text,
        widget=_widget("email", autocomplete),
        error_messages={
            **SAID,
            "required": _("Please write your e-mail address."),
            "invalid": _("This is not a complete e-mail address. It looks like name@example.org"),
        },
    )


class Address(forms.EmailField):
    """Kept in small letters, as everywhere."""

    def clean(self, value: Any) -> Any:
        return super().clean(value).lower()


def password(label: Any, *, new: bool, help_text: Any = "") -> forms.CharField:
    """`new`: a password manager offers one. people/passwords.py knows what it may be."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_EMAIL,
        strip=False,
        help_text=help_text,
        widget=_widget("password", "new-password" if new else "current-password"),
        error_messages={**SAID, "required": _("Please write the password.")},
    )


def choice(
    label: Any, choices: Sequence[tuple[str, Any]], *, missing: Any, required: bool = True
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", ""), *choices],
        required=required,
        error_messages={**SAID, "required": missing},
    )


def name_like(value: str) -> None:
    """Letters of any script. What could be an address or advertising is no name: names are mailed."""
    letters = [c for c in value if unicodedata.category(c)[0] in "LM"]
    if not letters or any(c not in IN_A_NAME and unicodedata.category(c)[0] not in "LM" for c in value):
        raise ValidationError(_("A name has letters, blanks, hyphens, apostrophes and full stops."))


def phone_like(value: str) -> None:
    if not PHONE.fullmatch(value):
        raise ValidationError(_("Write the telephone with digits, for example +507 6123-4567."))


def printable(value: str) -> None:
    if any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn"} for c in value):
        raise ValidationError(UNPRINTABLE)


def _widget(kind: str, autocomplete: str) -> forms.Widget:
    attrs = {"autocomplete": autocomplete} if autocomplete else {}
    if kind == "email" or autocomplete in CODES:
        attrs |= {"spellcheck": "false", "autocapitalize": "none"}
    if kind == "password":
        return forms.PasswordInput(attrs=attrs)
    widget = forms.TextInput(attrs=attrs)
    widget.input_type = kind
    return widget
