"""The folders that ship: in order, complete in two languages, true to what each institution needs."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ventanilla.config.sections import SECTIONS
from ventanilla.lib.folder import read_folder, tenants_of
from ventanilla.lib.section import Content, understand

INSTITUTIONS = Path(__file__).resolve().parents[2] / "institutions"
FOLDERS = [path for folder in sorted(INSTITUTIONS.iterdir()) for path in tenants_of(folder)]
ROLES = {"agent", "director", "administrator", "quality", "executive"}


@pytest.fixture(params=FOLDERS, ids=lambda path: path.name)
def content(request: pytest.FixtureRequest) -> Content:
    found, problems = understand(read_folder(request.param), SECTIONS)
    assert [str(problem) for problem in problems] == []
    return found


def test_there_are_six_institutions_from_five_folders() -> None:
    assert {path.name for path in FOLDERS} == {"cucuta", "soacha", "udgvirtual", "umecit", "unemi", "upn"}


def test_services_of_every_kind(content: Content) -> None:
    services = content.values("services")
    assert len(services) >= 6
    assert any(s.draw == "excepted" for s in services)
    assert any(s.confidential for s in services)
    assert any(s.evidence == "required" for s in services)
    assert any(question.when for s in services for question in s.form)
    assert any(s.audience.user_types and s.audience.since and s.audience.until for s in services)
    assert {s.category for s in services} == {c.slug for c in content.values("categories")}


def test_required_evidence_is_a_file_that_the_form_demands(content: Content) -> None:
    for service in content.values("services"):
        files = [question for question in service.form if question.type == "file"]
        if service.evidence == "required":
            assert any(question.required for question in files), service.slug


def test_every_public_text_is_there_in_english(content: Content) -> None:
    only_spanish = [
        f"{section}: {text}"
        for section, items in content.items.items()
        if section != "demo"
        for item in items
        for text in texts(item.value)
        if isinstance(text, dict) and "en" not in text
    ]
    assert only_spanish == []


def test_nobody_is_addressed_in_the_other_form(content: Content) -> None:
    """Verbs that only one of the two forms has."""
    usted = r"\b(usted|su solicitud|elija|escriba|envíe|adjunte|cuéntenos|agregue|solicite|pida|mantenga)\b"
    tu = r"\b(tú|tus|te|tu|elige|escribe|adjunta|cuéntanos|necesitas|quieres|puedes|mantén|eres|tienes)\b"
    wrong = re.compile(usted if content.one("institution").address == "tu" else tu, re.IGNORECASE)
    told = [text for items in content.items.values() for item in items for text in texts(item.value)]
    assert [text["es"] for text in told if wrong.search(text["es"])] == []


def test_the_demo_has_somebody_in_each_role_and_two_requesters(content: Content) -> None:
    people = content.one("demo").people
    assert {role for person in people for role in person.roles} == ROLES
    assert len([person for person in people if not person.roles]) >= 2
    attended = {unit for person in people if "agent" in person.roles for unit in person.units}
    routed = {route.unit for service in content.values("services") for route in service.routing}
    assert routed | {service.unit for service in content.values("services")} <= attended
    assert all(person.email.endswith(".example") for person in people)


def test_upn_has_nine_areas_eight_campuses_and_six_numbers() -> None:
    content, _ = understand(read_folder(INSTITUTIONS / "upn"), SECTIONS)
    assert len(content.values("categories")) == 10  # the nine, and «Registra tu inconveniente»
    campuses = content.values("campuses")
    assert len(campuses) == 8
    central = next(channel for channel in content.values("channels") if channel.kind == "phone")
    assert len(central.campuses) == 8
    assert len({one.value for one in central.campuses}) == 6


def test_umecit_attends_remotely_where_it_does() -> None:
    content, _ = understand(read_folder(INSTITUTIONS / "umecit"), SECTIONS)
    modes = {campus.slug: campus.mode_on(date(2026, 11, 21)).mode for campus in content.values("campuses")}
    assert {slug for slug, mode in modes.items() if mode == "in_person"} == {
        "fundadores", "veneto", "maestrias", "megamall", "la-chorrera", "santiago"
    }  # fmt: skip
    assert modes["chitre"] == modes["david"] == "remote"


def test_unemi_allows_one_open_request_for_each_service_and_asks_for_the_truth() -> None:
    content, _ = understand(read_folder(INSTITUTIONS / "unemi"), SECTIONS)
    assert all(service.one_open for service in content.values("services") if not service.restricted)
    assert content.one("institution").declaration
    assert {t.slug: t.amount for t in content.values("terms")}["correccion"] == 3


def test_the_secretariats_differ_only_in_what_they_say() -> None:
    soacha, cucuta = (
        understand(read_folder(INSTITUTIONS / "sac" / "tenants" / slug), SECTIONS)[0]
        for slug in ("soacha", "cucuta")
    )
    assert soacha.values("services") == cucuta.values("services")
    assert soacha.one("institution").state_notices == "choice"
    assert soacha.one("institution").code_prefix != cucuta.one("institution").code_prefix
    assert soacha.values("calendars") != cucuta.values("calendars")
    amounts = {term.slug: term.amount for term in soacha.values("terms")}
    assert (amounts["peticion"], amounts["informacion"], amounts["consulta"]) == (15, 10, 30)


def texts(value: Any) -> Iterator[Any]:
    """Every text inside a shape."""
    if hasattr(value, "model_fields_set"):
        for name in type(value).model_fields:
            if name not in {"source", "keywords"}:
                yield from texts(getattr(value, name))
    elif isinstance(value, dict) and "es" in value:
        yield value
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)
