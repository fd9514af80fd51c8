"""UNEMI, Ecuador: LIN. 14, «Lineamiento para el uso del Balcón de Servicios», version 1.00 of 14.12.2023."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.institutions.seeds.reading import all_spanish, by_slug, content_of, document, spanish, words
from ventanilla.institutions.sections.guideline import Part
from ventanilla.lib.section import Content


@pytest.fixture(scope="module")
def unemi() -> Content:
    return content_of("unemi")


def test_the_guideline_has_its_code_version_and_dates(unemi: Content) -> None:
    guideline = unemi.one("guideline")
    assert guideline.code == "LIN. 14"
    assert guideline.version == "1.00"
    assert guideline.first_version == date(2023, 12, 14)
    assert guideline.last_reform == date(2023, 12, 14)
    assert spanish(guideline.name).casefold() == (
        "lineamiento para el uso del balcón de servicios de la universidad estatal de milagro"
    )


def test_it_was_approved_by_resolution_and_certified_by_the_secretary_general(unemi: Content) -> None:
    approval = unemi.one("guideline").approval
    assert approval.act == "RESOLUCIÓN DE DESPACHO-UNEMI-R-2023-Nro. 55"
    assert approval.on == date(2023, 12, 14)
    assert spanish(approval.by).startswith("Primera autoridad ejecutiva")
    assert spanish(approval.signed) == "Abg. Stefania Velasco Neira, Mgtr., Secretaria General"


def test_it_is_reviewed_periodically_and_the_day_is_a_proposal(unemi: Content) -> None:
    review = unemi.one("guideline").review
    assert "se revisarán de manera periódica" in spanish(review.text)
    assert review.on is not None
    assert review.proposed


def test_its_thirteen_parts_stand_in_their_order(unemi: Content) -> None:
    numbered = [(part.number, spanish(part.title)) for part in unemi.one("guideline").parts if part.number]
    assert numbered == [
        ("1", "Introducción"),
        ("2", "Base legal"),
        ("3", "Aspectos generales"),
        ("4", "Acceso al Balcón de Servicios"),
        ("5", "Responsabilidades de los estudiantes"),
        ("6", "Falsificación de documentos"),
        ("7", "Validación de documentos"),
        ("8", "Confidencialidad y privacidad"),
        ("9", "Comunicación responsable"),
        ("10", "Presentación de solicitudes y consultas"),
        ("11", "Tiempo de respuesta de las consultas"),
        ("12", "Seguimiento"),
        ("13", "Revisión y actualización"),
    ]


def test_not_a_word_of_it_is_lost(unemi: Content) -> None:
    told = [word for part in unemi.one("guideline").parts for text in printed(part) for word in words(text)]
    headings = ["vigencia"]  # stands in the folder above a paragraph that the document leaves without one
    assert [word for word in told if word not in headings] == [
        word for word in words(document("lin_14.txt")) if word not in headings
    ]


def test_it_counts_its_points(unemi: Content) -> None:
    parts = {part.number: part for part in unemi.one("guideline").parts}
    points = {number: len(part.points) for number, part in parts.items() if number and part.points}
    assert points == {
        "4": 3, "5": 3, "6": 1, "7": 3, "8": 2, "9": 3, "10": 4, "11": 2, "12": 3, "13": 2,
    }  # fmt: skip
    law, aims = parts["2"], parts["3"]
    assert [(spanish(part.title), len(part.points)) for part in law.parts] == [
        ("Constitución de la República del Ecuador", 3),
        ("Ley Orgánica de Educación Superior", 1),
        ("Reglamento de Régimen Académico", 1),
    ]
    assert [(part.number, spanish(part.title), len(part.points)) for part in aims.parts] == [
        ("3.1", "Objetivos", 4),
        ("3.2", "Ámbito", 5),
    ]


def test_part_1_and_its_aim_open_the_desk(unemi: Content) -> None:
    identity = unemi.one("institution")
    assert spanish(identity.name) == "Universidad Estatal de Milagro"
    assert spanish(identity.desk_name) == "Balcón de Servicios"
    assert "es el único medio oficial Institucional de la Universidad Estatal de Milagro" in spanish(
        identity.about
    )
    portal = next(channel for channel in unemi.values("channels") if channel.kind == "portal")
    assert "único medio oficial" in spanish(portal.what)


def test_part_3_names_who_it_applies_to(unemi: Content) -> None:
    types = {spanish(user_type.name) for user_type in unemi.one("people").user_types}
    assert types == {
        "Estudiante de Admisión y Nivelación", "Estudiante de Grado", "Estudiante de Posgrado"
    }  # fmt: skip
    roles = {role.role: spanish(role.name) for role in unemi.one("people").roles}
    assert roles["director"] == "Director de Unidad Organizacional"
    assert roles["agent"] == "Responsable de atención al servicio"
    assert roles["administrator"] == "Responsable de la administración del Balcón de Servicios"
    assert roles["quality"] == "Dirección de Aseguramiento de la Calidad"


def test_part_4_lets_all_students_in_with_their_own_credentials(unemi: Content) -> None:
    told = spanish(unemi.one("people").registration.explanation)
    assert "El acceso se otorga a todos los estudiantes de la Universidad Estatal de Milagro" in told
    assert "credenciales personales" in told
    assert "mantenga la confidencialidad de sus contraseñas" in told


def test_parts_5_and_6_are_what_the_student_declares(unemi: Content) -> None:
    declaration = spanish(unemi.one("institution").declaration)
    assert "exactas y veraces" in declaration
    assert "la falsificación de documentos es una falta disciplinaria" in declaration
    assert (
        "Reglamento Régimen Disciplinario para los Estudiantes y Miembros del Personal Académico"
        in declaration
    )
    demanding = [s.slug for s in unemi.values("services") if s.evidence == "required" and not s.declaration]
    assert demanding == [], "whoever uploads a document that is demanded declares that it is true"


def test_parts_5_to_8_and_10_are_rules_for_documents(unemi: Content) -> None:
    rules = by_slug(unemi.one("documents").rules)
    for slug, fact, source in (
        ("veracidad", "responsables de la exactitud y veracidad", "5"),
        ("ocr", "un proceso de reconocimiento óptico de caracteres (OCR)", "5"),
        ("falsificacion", "se considerará una falta disciplinaria", "6"),
        ("autenticidad", "alertará al responsable de la administración del Balcón de Servicios", "7"),
        ("revision", "el sistema le mostrará de forma aleatoria la solicitud que deberá revisar", "7"),
        ("verificaciones", "se reserva el derecho de solicitar documentos o realizar verificaciones", "7"),
        ("confidencialidad", "estricta confidencialidad y solo se utilizará con fines institucionales", "8"),
        ("correccion", "en tres días laborables podrán corregir y cargar los documentos", "10"),
    ):
        assert fact in spanish(rules[slug].text), slug
        assert rules[slug].source == f"LIN. 14, {source}"
        assert not rules[slug].proposed


def test_part_7_excepts_two_academic_processes_from_chance(unemi: Content) -> None:
    services = by_slug(unemi.values("services"))
    for slug, name in (("cambio-de-ies", "Cambio de IES"), ("cambio-de-carrera", "Cambio de carrera")):
        assert spanish(services[slug].name) == name
        assert services[slug].category == "academico"
        assert services[slug].draw == "excepted"
        assert services[slug].source == "LIN. 14, 7: exceptuado de la asignación aleatoria"


def test_parts_8_and_9_are_advice(unemi: Content) -> None:
    advice = " ".join(spanish(one) for one in unemi.one("institution").advice)
    for fact in (
        "Evite compartir información confidencial a través de mensajes o chats",
        "lenguaje respetuoso y formal",
        "palabras ofensivas, no permite el envío de la solicitud",
        "estricta confidencialidad",
        "de manera clara y precisa",
        "Solo se puede gestionar un requerimiento por cada servicio",
        "tres días laborables para corregir",
        "notificación al momento de ingresar",
    ):
        assert fact in advice


def test_part_10_allows_one_request_for_each_service(unemi: Content) -> None:
    """What staff alone open is none of the students' services."""
    offered = [service for service in unemi.values("services") if not service.restricted]
    assert [service.slug for service in offered if not service.one_open] == []


def test_part_10_gives_three_working_days_to_correct(unemi: Content) -> None:
    term = by_slug(unemi.values("terms"))["correccion"]
    assert (term.unit, term.amount, term.extension, term.expiry) == ("business_days", 3, "none", "close")
    assert term.source == "LIN. 14, 10"
    assert not term.proposed
    assert unemi.one("documents").correction == "correccion"
    for service in unemi.values("services"):
        if service.restricted:
            continue
        assert service.terms.correction == "correccion", service.slug
        correcting = [stage for stage in service.stages if stage.state == "correcting"]
        assert ["tres días laborables" in spanish(stage.note) for stage in correcting] == [True], service.slug


def test_part_10_offers_a_chatbot_and_then_the_list_of_services(unemi: Content) -> None:
    chat = next(channel for channel in unemi.values("channels") if channel.kind == "chat")
    assert "absueltas con anterioridad" in spanish(chat.what)
    assert "listado de servicios" in spanish(chat.what)
    assert [spanish(option.name) for option in chat.menu][:2] == [
        "Preguntas ya absueltas",
        "Listado de servicios",
    ]


def test_part_11_answers_by_complexity(unemi: Content) -> None:
    told = {service.slug: service.complexity for service in unemi.values("services")}
    assert [slug for slug, complexity in told.items() if complexity is None] == []
    assert set(told.values()) == {"low", "medium", "high"}
    assert {service.terms.resolution for service in unemi.values("services")} == {"respuesta"}
    term = by_slug(unemi.values("terms"))["respuesta"]
    assert term.amounts["low"] < term.amounts["medium"] < term.amounts["high"]
    assert (term.source, term.proposed) == ("LIN. 14, 11", True)


def test_part_11_makes_the_director_administrator_of_the_unit(unemi: Content) -> None:
    director = next(role for role in unemi.one("people").roles if role.role == "director")
    for fact in ("administrador", "reasigna un responsable", "tiempo preconfigurado"):
        assert fact in spanish(director.definition)


def test_part_12_follows_rates_and_lodges_pqrs(unemi: Content) -> None:
    assert {
        spanish(kind.name) for kind in unemi.values("request_types") if kind.source == "LIN. 14, 12 (PQRS)"
    } == {"Petición", "Queja", "Reclamo", "Sugerencia"}
    pqrs = {service.slug: service for service in unemi.values("services") if service.category == "pqrs"}
    assert set(pqrs) == {"peticion", "queja", "reclamo", "sugerencia"}
    assert {service.unit for service in pqrs.values()} == {"calidad"}
    assert (
        spanish(by_slug(unemi.values("units"))["calidad"].name) == "Dirección de Aseguramiento de la Calidad"
    )
    assert unemi.one("surveys").source == "LIN. 14, 12"


def test_the_way_through_the_desk_is_told_step_by_step(unemi: Content) -> None:
    guide = unemi.values("guides")[0]
    told = " ".join(all_spanish(guide))
    for fact in ("credenciales personales", "chatbot", "listado de servicios", "un requerimiento por cada servicio",
                 "tres días laborables", "en qué estado se encuentra", "evalúe el servicio", "(PQRS)"):  # fmt: skip
        assert fact in told


def printed(part: Part) -> Iterator[str]:
    """What a part prints, in reading order."""
    yield part.number or ""
    yield spanish(part.title)
    yield spanish(part.text)
    for point in part.points:
        yield spanish(point)
    for inner in part.parts:
        yield from printed(inner)
