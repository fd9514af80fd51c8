"""Every address of the site, asked at another institution for what is Faro's, and at Faro by whom it is not for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.secrets import WORDS, Secrets, everything_at, make_secrets
from tests.browserless import Visitor
from tests.world import World

CODE = re.compile(r"FARO-26-\d{6}-\d")
METHODS = ("get", "post")
FINE = {200, 302, 304, 400, 403, 404, 405, 410, 413, 429}
#: Where it is a stranger's turn to log in, or where there is nothing for him.
CLOSED = {302, 404, 405}


@pytest.fixture
def secrets(world: World) -> Secrets:
    return make_secrets(world)


def patterns(table: Any = None, before: str = "") -> Iterator[tuple[str, list[str]]]:
    """(template, the names of its arguments) of each address that the site answers."""
    for entry in (table or get_resolver("ventanilla.config.urls")).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        elif isinstance(entry, URLPattern):
            template = route
            for name, converter in entry.pattern.converters.items():
                written = next(f"<{kind}:{name}>" for kind in kinds(converter) if f"<{kind}:{name}>" in route)
                template = template.replace(written, f"{{{name}}}")
            yield f"/{template}", sorted(entry.pattern.converters)


def kinds(converter: Any) -> list[str]:
    return ["int", "str", "slug", "uuid", "path"] if converter else []


def addresses(secrets: Secrets, *, only: str = "") -> Iterator[str]:
    """Each pattern with all that Faro has for its arguments; a name without a sample fails."""
    for template, names in patterns():
        if only and only not in names:
            continue
        unknown = set(names) - secrets.addresses.keys()
        assert not unknown, f"{template}: tests/architecture/secrets.py has nothing of Faro's for {unknown}"
        for values in product(*(secrets.addresses[name] for name in names)):
            yield template.format(**dict(zip(names, values, strict=True)))


def visit(asking: Client, method: str, address: str, secrets: Secrets) -> Any:
    """An exception in a page is raised here by Django's client."""
    data = secrets.form if method == "post" else secrets.query
    return getattr(asking, method)(address, data)


def said(response: Any) -> str:
    """What the page says, and its headers; but not where a log-in leads back to: that is what was asked."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = {name: value for name, value in response.headers.items() if name != "Location"}
    return content.decode("utf-8", "replace") + str(headers) + response.get("Location", "").partition("?")[0]


def test_the_walk_knows_every_address_of_the_site(secrets: Secrets) -> None:
    found = list(patterns())
    assert len(found) > 40
    assert not [template for template, _ in found if "<" in template or "^" in template]
    assert len(list(addresses(secrets))) > len(found)


def test_the_secrets_can_be_read_by_whom_they_are_for(secrets: Secrets) -> None:
    """Otherwise the walk would look for words that stand nowhere."""
    world, code = secrets.world, secrets.codes[0]
    ana, bruno, nobody = (
        Visitor.signed_in(world.ana),
        Visitor.signed_in(world.bruno),
        Visitor(world.faro),
    )
    read = "".join(
        said(who.get(path))
        for who, path in (
            (ana, f"/tickets/{code}/"),
            (ana, f"/services/constancia/request/?draft={secrets.query['draft']}"),
            (bruno, f"/desk/tickets/{code}/"),
            (bruno, "/me/"),
            (ana, "/me/sessions/"),
            (nobody, "/categories/araucaria/"),
            (nobody, "/services/flamboyan/"),
            (nobody, "/services/constancia/"),
            (nobody, "/?q=nocturna"),
            (nobody, f"/survey/{secrets.addresses['token'][2]}/"),
            (nobody, f"/code/{secrets.addresses['token'][0]}/"),
        )
    )
    missing = {word for word in WORDS if word not in read} - {"Luciérnaga"}
    assert not missing
    assert "luciernaga@ejemplo.test" in read


@pytest.mark.parametrize("who", ["elena", "pablo", "ana", "nobody"])
@pytest.mark.parametrize("door", ["path", "host"])
def test_at_another_institution_nothing_of_faros_is_there(secrets: Secrets, who: str, door: str) -> None:
    before = everything_at(secrets.world.faro)
    for address, method in product(addresses(secrets), METHODS):
        response = visit(*at_puerto(secrets, who, door, method, address), secrets)
        judge(response, f"{who} {method} {door} {address}")
    asking, _, profile = at_puerto(secrets, who, door, "get", "/me/")
    assert asking.get(profile).status_code == (302 if who == "nobody" else 200), "signed out on the way"
    assert everything_at(secrets.world.faro) == before


def at_puerto(secrets: Secrets, who: str, door: str, method: str, address: str) -> tuple[Client, str, str]:
    """A browser of one's own for each question: some sign out, some sign in."""
    world = secrets.world
    asking = (
        Visitor(world.puerto) if who == "nobody" else Visitor.signed_in(world.people[f"{who}@puerto"])
    ).client
    if door == "host":
        asking.defaults["HTTP_HOST"] = "desk.puerto.test"
        return asking, method, address
    return asking, method, f"/puerto{address}"


def judge(response: Any, asked: str) -> None:
    assert response.status_code in FINE, f"{response.status_code} for {asked}"
    words = said(response)
    for code in CODE.findall(asked):  # a log-in says where one wanted to go
        words = words.replace(code, "")
    leaked = [word for word in WORDS if word in words]
    assert not leaked, f"{leaked} said to {asked}"


@pytest.mark.parametrize("who", ["diego", "fabia", "ines", "nobody"])
def test_at_faro_somebody_elses_request_does_not_exist(secrets: Secrets, who: str) -> None:
    """Another student, an agent of another unit, quality, a stranger: for Ana's requests of the registry."""
    world, before = secrets.world, everything_at(secrets.world.faro)
    own = {secrets.codes[1]} if who == "fabia" else set()  # she attends the treasury's
    for address, method in product(addresses(secrets, only="code"), METHODS):
        if any(code in address for code in own):
            continue
        asking = Visitor(world.faro) if who == "nobody" else Visitor.signed_in(getattr(world, who))
        response = visit(asking.client, method, f"/faro{address}", secrets)
        handed_back = (
            address.endswith("/messages/") and response.status_code == 200
        )  # what he wrote, nothing else
        assert response.status_code in CLOSED or handed_back, f"{response.status_code} {method} {address}"
        if response.status_code == 302:
            assert response["Location"].startswith("/faro/login/?next="), response["Location"]
        words = said(response)
        assert not [word for word in ("Zarzamora", "Quetzal", "Ocelote", "Jacaranda") if word in words]
    assert everything_at(world.faro) == before


@pytest.mark.parametrize("who", ["ana", "bruno", "hugo"])
def test_a_session_of_faro_is_a_stranger_at_puerto(secrets: Secrets, who: str) -> None:
    """The cookie of Faro's session, sent where no browser sends it by itself."""
    world, before = secrets.world, everything_at(secrets.world.faro)
    for address in addresses(secrets):
        stranger = visit(Visitor(world.puerto).client, "get", f"/puerto{address}", secrets)
        session = Visitor.signed_in(getattr(world, who)).client.cookies[settings.SESSION_COOKIE_NAME].value
        asking = Visitor(world.puerto).client
        asking.cookies[settings.SESSION_COOKIE_NAME] = session
        response = visit(asking, "get", f"/puerto{address}", secrets)
        judge(response, f"{who} get path {address}")
        assert response.status_code == stranger.status_code, address
        assert response.get("Location") == stranger.get("Location"), address
    assert everything_at(world.faro) == before
