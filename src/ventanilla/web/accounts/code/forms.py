from django import forms
from django.utils.translation import gettext_lazy as _

from ventanilla.web.accounts import fields


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("The eight digits of our message, with the hyphen or without it."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
        error_messages={**fields.SAID, "required": _("Please write the code of our message.")},
    )


class AddressForm(forms.Form):
    email = fields.email(_("The right address"))
