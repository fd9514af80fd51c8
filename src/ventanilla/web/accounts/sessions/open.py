"""The open sessions of an account at one institution, and the device each was opened on.

Those at other institutions are not shown: a session opened here says nothing there (invariant 10).
"""

import re
from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.translation import gettext

from ventanilla.people.models import Person

LONGEST_AGENT = 200
#: First match wins: Edge and Opera say Chrome as well, Chrome says Safari.
BROWSERS = (
    ("Edge", r"Edg(e|A|iOS)?/"),
    ("Opera", r"OPR/|Opera"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/"),
    ("Safari", r"Safari/"),
)
SYSTEMS = (
    ("Android", r"Android"),
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Windows", r"Windows"),
    ("Mac", r"Macintosh|Mac OS X"),
    ("Linux", r"Linux|X11"),
)


def remember_session(request: Any, account: Any) -> None:
    """One row beside the session, whose key is new at each log-in."""
    UserSession.objects.create(
        session_key=request.session.session_key,
        user=account,
        ip=get_adapter().get_client_ip(request),
        user_agent=re.sub(r"[^\x20-\x7e]", "", request.headers.get("User-Agent", ""))[:LONGEST_AGENT],
        data={"institution": request.institution.pk},
    )


def open_sessions(person: Person, *, at: datetime) -> QuerySet[UserSession]:
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    return UserSession.objects.filter(
        user_id=person.account_id, data__institution=person.institution_id, session_key__in=alive
    ).order_by("-created_at")


def end(sessions: QuerySet[UserSession]) -> int:
    """Returns how many ended."""
    keys = list(sessions.values_list("session_key", flat=True))
    if keys:
        Session.objects.filter(session_key__in=keys).delete()
        UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


def end_others(person: Person, *, keep: str | None) -> int:
    """Everywhere: after a new password no session opened with the old one is worth anything."""
    return end(UserSession.objects.filter(user_id=person.account_id).exclude(session_key=keep or ""))


def device(session: UserSession) -> str:
    """“Chrome, Android”; what cannot be told is not guessed."""
    found = [
        next((name for name, pattern in names if re.search(pattern, session.user_agent)), "")
        for names in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found)) or gettext("Unknown device")
