"""How allauth behaves here: sessions name their institution; it sends no mail and has no words of its own."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from ventanilla.web.accounts.arrival import home_of
from ventanilla.web.accounts.sessions.open import remember_session


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # One sentence for an unknown name, a wrong password and a closed account.
        "email_password_mismatch": _("The user name or address and the password do not belong together."),
    }

    def login(self, request: Any, user: Any) -> None:
        """The session is worth something only at the institution where it was opened (invariant 10)."""
        super().login(request, user)
        request.session["institution"] = request.institution.pk

    def post_login(self, request: Any, user: Any, *, redirect_url: str | None, **hooks: Any) -> HttpResponse:
        """Instead of allauth's signal, which would read every open session of the account again."""
        remember_session(request, user)
        return HttpResponseRedirect(redirect_url or self.get_login_redirect_url(request))

    def get_login_redirect_url(self, request: Any) -> str:
        return home_of(getattr(request.user, "person", None))

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The pages say what happened in words of their own."""

    def is_open_for_signup(self, request: Any) -> bool:
        """Registration is ours (people/actions): allauth makes no accounts."""
        return False
