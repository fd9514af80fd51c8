"""UPN, Peru: «Canales de atención UPN»."""

import pytest

from tests.institutions.seeds.reading import by_slug, content_of, spanish
from ventanilla.lib.section import Content

#: The nine areas, as the seed describes each.
AREAS = {
    "Empleabilidad": "Servicios para mejorar las oportunidades laborales",
    "Academia": "Metodología de enseñanza, investigación y desarrollo académico",
    "Facturación": "Gestión de cronograma de pagos y reembolsos",
    "Secretaría Académica": "Gestión de trámites documentarios",
    "Centro de Idiomas": "Enseñanza y validación de un idioma extranjero",
    "Helpdesk (Soporte técnico)": "Asistencia técnica para problemas informáticos",
    "Aula Virtual (Blackboard)": "Plataforma en línea para cursos",
    "Vida Universitaria": "Actividades extracurriculares y sociales",
    "Internacionalidad": "Programas internacionales",
}
#: What the description of an area names, and the subtopic that takes it.
NAMED = {
    "Metodología de enseñanza": "metodologia-de-ensenanza",
    "investigación": "investigacion",
    "desarrollo académico": "desarrollo-academico",
    "cronograma de pagos": "cronograma-de-pagos",
    "reembolsos": "reembolso",
    "trámites documentarios": "constancia",
    "Enseñanza de un idioma extranjero": "cursos-de-idiomas",
    "validación de un idioma extranjero": "validacion-de-idioma",
    "Actividades extracurriculares": "talleres-y-deportes",
    "Actividades sociales": "voluntariado-y-bienestar",
    "beca Socioeconómica": "beca-socioeconomica",
    "el concepto que he pagado": "pago-no-registrado",
    "carnet universitario": "carnet-universitario",
    "Orientación a estudiantes": "orientacion-a-estudiantes",
    "Orientación a padres": "orientacion-a-padres",
    "Reporta tu queja": "reporta-tu-queja",
}
NUMBERS = {
    "Cajamarca": "(076) 602-500",
    "Los Olivos": "(01) 625-9600",
    "Comas": "(01) 601-5700",
    "Breña": "(01) 604-4700",
    "San Juan de Lurigancho": "(01) 618-4660",
    "Chorrillos": "(01) 625-9600",
    "Trujillo El Molino": "(044) 606-200",
    "Trujillo San Isidro": "(044) 606-200",
}
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@pytest.fixture(scope="module")
def upn() -> Content:
    return content_of("upn")


def hours(content: Content, calendar: str) -> list[list[str]]:
    week = by_slug(content.values("calendars"))[calendar].hours
    return [getattr(week, day) for day in WEEK]


def test_the_nine_areas_are_the_topics(upn: Content) -> None:
    found = {spanish(one.name): spanish(one.description) for one in upn.values("categories")}
    assert found.pop("Registra tu inconveniente")
    assert found == AREAS
    units = {spanish(unit.name): spanish(unit.what) for unit in upn.values("units")}
    assert {name: units[name] for name in AREAS} == AREAS


def test_every_topic_has_subtopics_and_what_the_seed_names_is_one(upn: Content) -> None:
    services = by_slug(upn.values("services"))
    assert set(NAMED.values()) <= set(services)
    assert {service.category for service in services.values()} == {
        one.slug for one in upn.values("categories")
    }
    assert [one.slug for one in services.values() if one.source is None] == []


def test_the_scholarship_of_the_example_is_found_under_its_own_name(upn: Content) -> None:
    types = by_slug(upn.values("request_types"))
    assert spanish(types["consulta"].example) == (
        "Hola Contacto UPN, solicito información sobre la beca Socioeconómica."
    )
    assert spanish(by_slug(upn.values("services"))["beca-socioeconomica"].name) == "Beca Socioeconómica"


def test_the_steps_to_register_a_ticket(upn: Content) -> None:
    """UPN-03: the tutorial's film is not in the seed; the illustrated guide stands for it."""
    guide = upn.values("guides")[0]
    assert spanish(guide.name) == "Registra tu ticket"
    told = " ".join(spanish(step.text) for step in guide.steps)
    for fact in (
        "Ingresa a tu portal MiMundoUPN; en la opción Mis Servicios elige Contacto UPN.",
        "Explora las categorías más consultadas. Si tu duda no ha sido absuelta, registra tu ticket.",
        "Elige el tema y subtema que más se acerque al motivo de tu consulta.",
        "Describe tu solicitud",
    ):
        assert fact in told
    assert all(step.picture for step in guide.steps)
    with_guide = {service.guide for service in upn.values("services")}
    assert with_guide == {"registra-tu-ticket", "despues-de-tu-queja"}


def test_the_six_steps_to_follow_it(upn: Content) -> None:
    guide = by_slug(upn.values("guides"))["sigue-tu-ticket"]
    assert spanish(guide.name) == "Haz el seguimiento de tu ticket"
    assert len(guide.steps) == 6
    told = " ".join(spanish(step.text) for step in guide.steps)
    for fact in (
        "Verificarás tu ticket en estado en curso",
        (
            "Podrás visualizar una línea de tiempo en donde validarás cada etapa del proceso de atención de tu ticket "
            "y el plazo de atención."
        ),
        "Cuando ya cuentes con la respuesta se actualizará a Respuesta enviada.",
        "Podrás revisar la respuesta a través de tu correo UPN o en el historial de consultas.",
    ):
        assert fact in told


def test_every_ticket_is_en_curso_and_then_respuesta_enviada(upn: Content) -> None:
    for service in upn.values("services"):
        stages = {stage.state: spanish(stage.name) for stage in service.stages}
        assert stages["in_progress"].startswith("En curso"), service.slug
        assert stages["answered"] == "Respuesta enviada", service.slug


def test_incidents_and_complaints_ask_for_evidence(upn: Content) -> None:
    advice = spanish(upn.one("institution").advice[0])
    assert (
        "Si el ticket registrado es por una incidencia, problema, queja o reclamo, es importante que nos adjuntes "
        "las capturas de pantalla, screenshot de tu celular o documentos que sustenten tu pedido."
    ) in advice
    assert upn.one("documents").needed_for == ["incidencia", "queja", "reclamo"]
    asked = [service for service in upn.values("services") if service.request_type in {"incidencia", "queja"}]
    assert len(asked) >= 6
    assert [one.slug for one in asked if one.evidence == "none" or one.evidence_help is None] == []


def test_the_example_of_the_voucher(upn: Content) -> None:
    incident = by_slug(upn.values("request_types"))["incidencia"]
    assert spanish(incident.example) == (
        "He realizado el pago de mi cuota 2, pero veo en el app de mi banco que aún figura el concepto que he pagado."
    )
    fact = (
        "adjuntar el voucher de pago que evidencia lo descrito en el ticket; de esta manera el especialista revisará "
        "en el sistema el motivo por el cual aún no se procesa el pago."
    )
    assert fact in spanish(incident.evidence)
    assert {"captura", "voucher", "documento"} == {one.slug for one in upn.one("documents").evidence}


def test_the_students_whatsapp(upn: Content) -> None:
    channel = by_slug(upn.values("channels"))["whatsapp"]
    assert (spanish(channel.name), channel.kind, channel.value) == (
        "WhatsApp del Estudiante", "whatsapp", "914 800 800"
    )  # fmt: skip
    assert "identifiques con tu código de estudiante" in spanish(channel.identify)
    assert "Es importante que nos digas tu código de manera correcta para poder ayudarte." in spanish(
        channel.identify
    )
    what = spanish(channel.what)
    for fact in (
        "cualquier duda que tengas sobre los servicios prestados por la Universidad",
        "si tu caso necesita ser escalado a un área especialista, te guiaremos para registrar tu ticket",
        "si ya tienes uno en curso, escalaremos tu caso rápidamente",
    ):
        assert fact in what
    assert channel.menu and all(option.proposed for option in channel.menu)  # the seed names none


def test_eight_campuses_share_six_numbers(upn: Content) -> None:
    names = {campus.slug: spanish(campus.name) for campus in upn.values("campuses")}
    phone = by_slug(upn.values("channels"))["central-telefonica"]
    assert {names[one.campus]: one.value for one in phone.campuses} == NUMBERS
    assert list(names.values()) == list(NUMBERS)
    assert len(NUMBERS) == 8 and len(set(NUMBERS.values())) == 6


def test_the_hours_of_the_phone_centre(upn: Content) -> None:
    phone = by_slug(upn.values("channels"))["central-telefonica"]
    assert hours(upn, phone.calendar) == [["09:00-21:00"]] * 5 + [["09:00-14:00"], []]
    assert "fechas de pago de tus cuotas, trámites académicos y mucho más" in spanish(phone.what)
    assert "nuestro equipo estará encantado de ayudarte" in spanish(phone.what)


def test_the_menu_of_the_phone_centre(upn: Content) -> None:
    """Option 2 is for students; behind it four."""
    phone = by_slug(upn.values("channels"))["central-telefonica"]
    assert [(option.key, spanish(option.name)) for option in phone.menu] == [("2", "Estudiantes")]
    assert [(option.key, spanish(option.name)) for option in phone.menu[0].options] == [
        ("1", "Help Desk"),
        ("2", "Aula Virtual"),
        ("3", "Orientación a estudiantes"),
        ("4", "Orientación a padres"),
    ]
    assert not any(option.proposed for option in phone.menu[0].options)


def test_the_points_on_campus(upn: Content) -> None:
    point = by_slug(upn.values("channels"))["campus"]
    assert spanish(point.name) == "Contacto UPN en Campus"
    assert hours(upn, point.calendar) == [["08:00-20:00"]] * 6 + [[]]
    what = spanish(point.what)
    for fact in (
        "en las zonas de alto tránsito y en el Centro de Información",
        "anexos para llamar directamente a la central telefónica de UPN y tablets con acceso a internet",
        "ayudarte con información sobre los servicios de la Universidad, validar el estado de tu ticket",
        "para que puedas navegar y absolver tus dudas",
    ):
        assert fact in what
    assert {campus.calendar for campus in upn.values("campuses")} == {point.calendar}
    assert len(point.campuses) == 8 and all(one.extension and one.proposed for one in point.campuses)
    assert by_slug(upn.values("channels"))["web"].value == "https://contacto.upn.edu.pe/"


def test_a_queja_and_a_reclamo_are_defined_word_by_word(upn: Content) -> None:
    types = by_slug(upn.values("request_types"))
    assert spanish(types["queja"].definition) == (
        "Una queja es una expresión de insatisfacción o descontento hacia un producto, servicio o situación, también "
        "asociada a la atención recibida por alguna personal o canal de atención y con la intención de buscar una "
        "solución o respuesta a la problemática identificada."
    )
    assert spanish(types["queja"].example) == (
        "Hice mi solicitud de carnet universitario, pague el trámite y el Courier encargado de la entrega cuando me "
        "llamó todo molesto y me cortó la llamada no permitiendo coordinar la recepción de mi carnet."
    )
    assert spanish(types["reclamo"].definition) == (
        "Un reclamo es una solicitud formal para resolver un problema específico, generalmente relacionado con un "
        "producto o servicio que brinda la Universidad."
    )
    assert spanish(types["reclamo"].example) == (
        "Hice mi solicitud de carnet universitario, pagué el trámite y hasta la fecha no me entregan mi carnet."
    )


def test_where_each_is_lodged(upn: Content) -> None:
    types = by_slug(upn.values("request_types"))
    queja, reclamo = spanish(types["queja"].where), spanish(types["reclamo"].where)
    assert (
        "motivo «Registra tu inconveniente», submotivo «Reporta tu queja», y te atenderemos en 10 días"
        in queja
    )
    assert "Libro de reclamaciones virtual; lo puedes encontrar al pie de página de la web" in reclamo
    assert "https://www.upn.edu.pe/" in reclamo
    assert upn.one("institution").footer[0].url == "https://www.upn.edu.pe/"
    assert (
        "enviarnos la información de manera completa y con documentación que sustente tu pedido, a fin de que podamos "
        "evaluar tu requerimiento"
    ) in spanish(types["queja"].evidence)
    complaint = by_slug(upn.values("services"))["reporta-tu-queja"]
    assert (complaint.category, complaint.request_type) == ("registra-tu-inconveniente", "queja")


def test_ten_business_days_for_a_queja_and_fifteen_for_a_reclamo(upn: Content) -> None:
    types, terms = by_slug(upn.values("request_types")), by_slug(upn.values("terms"))
    promised = {slug: terms[types[slug].term] for slug in ("queja", "reclamo")}
    assert {slug: (term.amount, term.unit) for slug, term in promised.items()} == {
        "queja": (10, "business_days"), "reclamo": (15, "business_days")
    }  # fmt: skip
    assert promised["reclamo"].extension == "none"
    assert by_slug(upn.values("services"))["reporta-tu-queja"].terms.resolution == types["queja"].term


def test_whoever_complains_is_reached_by_what_his_portal_holds(upn: Content) -> None:
    advice = " ".join(map(spanish, upn.one("institution").advice))
    assert (
        "nos estaremos comunicando contigo a los números que tienes registrados en tu portal, por lo que es "
        "importante mantengas actualizado tu información"
    ) in advice
    assert "dentro de un periodo máximo de 15 días hábiles" in advice
    steps = by_slug(upn.values("guides"))["despues-de-tu-queja"]
    assert spanish(steps.about) == (
        "Una vez nos manifiestes tu queja o reclamo, seguiremos estos pasos para dar atención a tu requerimiento o "
        "pedido."
    )
    assert steps.proposed  # the seed shows them in a picture that is lost


def test_one_enters_through_the_portal_mimundoupn(upn: Content) -> None:
    registration = upn.one("people").registration
    assert registration.rule == "portal"
    assert spanish(registration.directory_name) == "MiMundoUPN"
    assert "apoderado" in by_slug(upn.one("people").user_types)
    assert "«Registra tu Ticket»" in registration.source


def test_terms_that_the_seed_does_not_give_are_proposals(upn: Content) -> None:
    said = {term.slug for term in upn.values("terms") if not term.proposed}
    assert said == {"queja", "reclamo", "reclamo-entidad-publica"}  # the last is the law's, not the seed's
    assert [one.slug for one in upn.values("calendars") if not one.proposed] == [
        "central-telefonica", "campus"
    ]  # fmt: skip
