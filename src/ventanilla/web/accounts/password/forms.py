from django import forms
from django.utils.translation import gettext_lazy as _

from ventanilla.web.accounts import fields

GOOD = _(
    "At least 10 characters. Several words that only you put together are easy to remember. Pasting is fine."
)


class ResetForm(forms.Form):
    email = fields.email(autocomplete="username")


class NewPasswordForm(forms.Form):
    password = fields.password(_("New password"), new=True, help_text=GOOD)


class ChangePasswordForm(forms.Form):
    old = fields.password(_("Current password"), new=False)
    password = fields.password(_("New password"), new=True, help_text=GOOD)
