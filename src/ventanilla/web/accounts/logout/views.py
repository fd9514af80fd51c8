"""Log-out, thorough enough for a shared computer."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ventanilla.web.accounts.login.views import remembered

#: What pages left in the browser: copies in its cache, drafts in its storage. Cookies stay: they are few, and
#: those of other institutions on the same host are not ours to take.
LEFT_BEHIND = '"cache", "storage"'


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def logout(request: Any) -> HttpResponse:
    if request.method != "POST":
        if request.person is None:
            return redirect("account_login")
        return render(request, "accounts/logout/page.html")
    UserSession.objects.filter(session_key=request.session.session_key or "").delete()
    get_adapter().logout(request)
    request.person = None
    response = render(request, "accounts/logout/done.html", {"remembered": remembered(request)})
    response["Clear-Site-Data"] = LEFT_BEHIND
    return response
