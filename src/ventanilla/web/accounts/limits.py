"""How often accounts may be tried: per address and per network, in one table, across processes.

A network may be a whole campus behind one address: its limits are wide, those of an address are narrow.
"""

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from ventanilla.lib.throttle import Limit, TooOften, check, count
from ventanilla.people.moments import short

HOUR, QUARTER = timedelta(hours=1), timedelta(minutes=15)
MAIL_TO_ADDRESS = Limit("accounts.mail.address", 8, HOUR)
MAIL_FROM_NETWORK = Limit("accounts.mail.network", 400, HOUR)
CODE_OF_ADDRESS = Limit("accounts.code.address", 20, timedelta(days=1))  # the link works all the same
CODE_FROM_NETWORK = Limit("accounts.code.network", 1000, HOUR)
LOGIN_OF_NAME_FROM_NETWORK = Limit("accounts.login.name.network", 10, QUARTER)
LOGIN_OF_NAME = Limit("accounts.login.name", 50, QUARTER)
FAILED_FROM_NETWORK = Limit("accounts.failed.network", 100, QUARTER)
PASSWORD_OF_ACCOUNT = Limit("accounts.password", 10, QUARTER)


def network_of(request: Any) -> str:
    """The address of who asks; of IPv6 the /64, because one household has all of it."""
    address = ip_address(get_adapter().get_client_ip(request))
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network(f"{address}/64", strict=False))
    return str(address)


def count_mail(request: Any, email: str, *, at: datetime) -> None:
    """Before a mail may be sent: to one address, and from one network. Raises TooOften."""
    count(MAIL_FROM_NETWORK, network_of(request), at=at)
    count(MAIL_TO_ADDRESS, email.lower(), at=at)


def count_code(request: Any, email: str, *, at: datetime) -> None:
    count(CODE_FROM_NETWORK, network_of(request), at=at)
    count(CODE_OF_ADDRESS, f"{request.institution.pk}\0{email}", at=at)


def count_login(request: Any, login: str, *, at: datetime) -> None:
    """Before the password is looked at. An address is one account everywhere, a user name only here.

    A stranger who tries somebody's name elsewhere does not lock its owner out of his own network at once.
    """
    login = login.strip().lower()
    name = login if "@" in login else f"{request.institution.pk}\0{login}"
    network = network_of(request)
    check(FAILED_FROM_NETWORK, network, at=at)
    count(LOGIN_OF_NAME_FROM_NETWORK, f"{name}\0{network}", at=at)
    count(LOGIN_OF_NAME, name, at=at)


def count_failure(request: Any, *, at: datetime) -> None:
    """After a wrong name or password; the limit shows at the next attempt."""
    try:
        count(FAILED_FROM_NETWORK, network_of(request), at=at)
    except TooOften:
        return  # this attempt was answered; check() refuses the next


def too_often(
    request: Any, error: TooOften, template: str, context: dict[str, Any], *, at: datetime
) -> HttpResponse:
    """The same page with what was written, and until when one has to wait."""
    words = gettext("There were too many attempts. Please try again after %(when)s.") % {
        "when": short(error.until, now=at)
    }
    response = render(request, template, {**context, "general": [words], "page_has_errors": True}, status=429)
    response["Retry-After"] = str(max(1, int((error.until - at).total_seconds())))
    return response
