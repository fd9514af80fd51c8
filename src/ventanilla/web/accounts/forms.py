"""The log-in form that allauth is told to use (ACCOUNT_FORMS)."""

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from ventanilla.web.accounts import fields


class LoginForm(AllauthLoginForm):
    """An e-mail address or the institution's user name: people/backend.py finds the account of either.

    Nothing is remembered unless it is asked for: most desks are shared computers.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            "login": fields.line(
                _("User name or e-mail address"),
                limit=fields.LONGEST_EMAIL,
                missing=_("Please write your user name or your e-mail address."),
                autocomplete="username",
            ),
            "password": fields.password(_("Password"), new=False),
            "remember_name": forms.BooleanField(
                label=_("Remember my user name on this device"), required=False
            ),
            "remember": forms.BooleanField(
                label=_("Stay signed in on this device"),
                help_text=_("Not on a shared computer: whoever uses it next would be you."),
                required=False,
            ),
        }
