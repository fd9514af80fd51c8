"""UDG Virtual, Mexico: «Proceso: Atención personalizada» of the Centro de Atención Personalizada (CAP)."""

import re

import pytest

from tests.institutions.seeds.reading import by_slug, content_of, document, spanish, words
from ventanilla.lib.section import Content

OBJECTIVE = (
    "Asegurar la satisfacción de los usuarios a través de la atención y acompañamiento de sus incidentes durante "
    "su trayecto en UDG Virtual."
)


@pytest.fixture(scope="module")
def udg() -> Content:
    return content_of("udgvirtual")


def test_the_sheet_names_the_process_and_its_objective(udg: Content) -> None:
    process = udg.one("process")
    assert spanish(process.name) == "Atención personalizada"
    assert spanish(process.objective.text) == OBJECTIVE
    assert not process.objective.proposed
    assert spanish(udg.one("institution").about) == OBJECTIVE


def test_what_the_sheet_leaves_empty_is_a_proposal(udg: Content) -> None:
    """Meta, Indicador, Periodicidad de la medición and Criterios de PNC stand in the seed without a word."""
    process = udg.one("process")
    assert process.goal.proposed
    assert process.period.proposed
    assert process.period.every > 0
    assert len(process.indicators) >= 3
    assert [one.slug for one in process.indicators if not one.proposed] == []
    assert len(process.criteria) >= 3
    assert [one.slug for one in process.criteria if not one.proposed or not one.treatment] == []


def test_not_a_word_of_the_thirteen_activities_is_lost(udg: Content) -> None:
    numbered = re.split(r"^\d+\.-? ", document("atencion_personalizada.txt"), flags=re.MULTILINE)[1:]
    activities = udg.one("process").activities
    assert len(numbered) == len(activities) == 13
    for n, (seed, activity) in enumerate(zip(numbered, activities, strict=True), 1):
        bare = re.sub(r"^[a-f][.)] |[¹²]", "", seed, flags=re.MULTILINE)
        told = " ".join([spanish(activity.text), *map(spanish, activity.cases), spanish(activity.note)])
        assert words(told) == words(bare), f"activity {n}"


def test_the_cases_of_each_activity_are_counted(udg: Content) -> None:
    cases = {n: len(one.cases) for n, one in enumerate(udg.one("process").activities, 1) if one.cases}
    assert cases == {1: 6, 2: 4, 4: 4, 6: 2}


def test_activity_1_the_six_ways_to_reach_the_cap(udg: Content) -> None:
    assert [(channel.kind, spanish(channel.name), channel.source) for channel in udg.values("channels")] == [
        ("email", "Correo", "Actividad 1, a; actividad 6, a"),
        ("phone", "Teléfono", "Actividad 1, b"),
        ("whatsapp", "WhatsApp", "Actividad 1, c"),
        ("in_person", "En persona", "Actividad 1, d"),
        ("social", "Redes sociales", "Actividad 1, e"),
        ("mailbox", "Buzón de comentarios", "Actividad 1, f; actividad 5"),
    ]


def test_numbers_addresses_and_hours_that_the_seed_does_not_give_are_proposals(udg: Content) -> None:
    assert [c.slug for c in udg.values("channels") if c.value and not c.proposed] == []
    assert [c.slug for c in udg.values("calendars") if not c.proposed] == []
    assert [t.slug for t in udg.values("terms") if not t.proposed and t.source is None] == []


def test_activity_1_calls_a_contact_an_incident(udg: Content) -> None:
    assert spanish(udg.one("institution").confirmation.thanks) == "Registramos tu incidente"
    assert "Cada contacto con el CAP es un incidente" in spanish(udg.one("institution").advice[0])
    for service in udg.values("services"):
        if service.unit != "siga":
            assert "ncidente" in spanish(service.stages[0].name), service.slug


def test_activity_2_the_four_types_of_user(udg: Content) -> None:
    people = udg.one("people")
    assert [(spanish(one.name), one.source) for one in people.user_types] == [
        ("Interesado", "Actividad 2, a"),
        ("Aspirante", "Actividad 2, b"),
        ("Estudiante", "Actividad 2, c"),
        ("Egresado", "Actividad 2, d"),
    ]
    assert people.registration.types == [one.slug for one in people.user_types]


def test_activities_2_and_3_hand_continuing_education_to_promotion(udg: Content) -> None:
    service = by_slug(udg.values("services"))["educacion-continua"]
    unit = by_slug(udg.values("units"))["promocion"]
    assert (service.unit, service.handover) == ("cap", "promocion")
    assert spanish(unit.name) == "Unidad de Promoción"
    assert "de forma alterna" in spanish(unit.what)
    assert unit.source == "Actividades 2 y 3"


def test_activity_4_the_four_types_of_incident_and_their_definitions(udg: Content) -> None:
    assert [
        (spanish(one.name), spanish(one.definition), one.source) for one in udg.values("request_types")
    ] == [
        ("Duda", "Cualquier tipo de pregunta, consulta", "Actividad 4, a"),
        ("Queja", "Cualquier inconformidad", "Actividad 4, b"),
        ("Sugerencia", "Una propuesta de mejora", "Actividad 4, c"),
        ("Felicitación", "Expresiones para agradecer o reconocer", "Actividad 4, d"),
    ]
    taken = {service.request_type for service in udg.values("services")}
    assert taken == {"duda", "queja", "sugerencia", "felicitacion"}


def test_activity_5_suggestions_and_congratulations_go_to_the_siga(udg: Content) -> None:
    services = by_slug(udg.values("services"))
    for slug in ("sugerencia", "felicitacion"):
        assert (services[slug].unit, services[slug].category) == ("siga", "buzon")
    assert {service.slug for service in services.values() if service.unit == "siga"} == {
        "sugerencia",
        "felicitacion",
    }
    unit = by_slug(udg.values("units"))["siga"]
    assert spanish(unit.name) == "Responsable del SIGA"
    assert "Satisfacción del Cliente" in spanish(unit.what)


def test_activities_6_and_9_refer_to_another_office(udg: Content) -> None:
    for service in udg.values("services"):
        if service.unit != "siga":
            assert [s.slug for s in service.stages if s.state == "waiting_unit"] == ["derivado"], service.slug


def test_activity_7_takes_critical_matters_to_the_rector_of_the_suv(udg: Content) -> None:
    roles = {one.role: one for one in udg.one("people").roles}
    assert spanish(roles["director"].name) == "Responsable del CAP"
    assert spanish(roles["director"].definition) == "Deriva los asuntos críticos a la alta dirección."
    assert spanish(roles["executive"].name) == "Alta dirección: rector del SUV"
    assert spanish(by_slug(udg.values("units"))["rectoria"].name) == "Rectoría del SUV"


def test_activities_11_and_12_the_agent_records_and_closes(udg: Content) -> None:
    agent = next(one for one in udg.one("people").roles if one.role == "agent")
    assert spanish(agent.name) == "Agente del CAP"
    assert spanish(agent.definition) == "Registra los pormenores de la intervención y cierra el incidente."
    assert spanish(by_slug(udg.values("units"))["cap"].name) == "Centro de Atención Personalizada"
    for service in udg.values("services"):
        assert service.stages[-1].state == "closed", service.slug


def test_activity_13_sends_a_survey_of_satisfaction(udg: Content) -> None:
    survey = udg.one("surveys")
    assert survey.source == "Actividad 13: procedimiento de Satisfacción del cliente MMPR-03"
    assert "satisfecho" in spanish(survey.question)
    assert "encuesta" in spanish(udg.one("institution").confirmation.next)
