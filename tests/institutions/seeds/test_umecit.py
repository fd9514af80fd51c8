"""UMECIT, Panama: «Gestión de tickets en UMECIT: una experiencia más cercana y ordenada».

The seed speaks to the student as tú and as usted; the folder keeps usted: where a sentence changed for that,
what stands here is the sentence in usted.
"""

from datetime import date

import pytest

from tests.institutions.seeds.reading import all_spanish, by_slug, content_of, spanish
from ventanilla.lib.section import Content

#: «¿Qué puedes gestionar con tu ticket?»: each category with its description and, topic by topic, the service
#: that takes it.
CATEGORIES = {
    "Académicos": (
        (
            "Todo lo relacionado con cursado, cambios de modalidad o sede, tesis, práctica profesional, asistencia, "
            "notas, evaluación docente, reclamos, reválidas, convalidaciones, homologaciones y requisitos de grado."
        ),
        {
            "cursado": "Cursado de asignaturas",
            "cambios de modalidad o sede": "Cambio de modalidad o sede",
            "tesis": "Tesis",
            "práctica profesional": "Práctica profesional",
            "asistencia": "Asistencia",
            "notas": "Notas",
            "evaluación docente": "Evaluación docente",
            "reclamos": "Reclamo académico",
            "reclamos de notas": "Reclamo de nota",
            "reválidas, convalidaciones, homologaciones": "Reválidas, convalidaciones y homologaciones",
            "requisitos de grado": "Requisitos de grado",
        },
    ),
    "Administrativos": (
        (
            "Automatrícula, arreglos de pago, créditos académicos, costos asociados, retiro de asignaturas, retiros "
            "totales o definitivos, reintegros, horarios de atención y gestiones relacionadas al carnet estudiantil o "
            "de graduado."
        ),
        {
            "automatrícula": "Automatrícula",
            "arreglos de pago": "Arreglo de pago",
            "créditos académicos": "Créditos académicos",
            "costos asociados": "Costos de trámites y estudios",
            "retiro de asignaturas": "Retiro de asignaturas",
            "retiros totales o definitivos": "Retiro total o definitivo",
            "reintegros": "Reintegro",
            "horarios de atención": "Horarios de atención",
            "carnet estudiantil o de graduado": "Carnet estudiantil o de graduado",
        },
    ),
    "Financieros": (
        (
            "Medios de pago disponibles (efectivo, transferencias, Yappy, App Digital), becas, ayudas económicas, paz "
            "y salvo, descuentos, certificados y validaciones de pago."
        ),
        {
            "medios de pago disponibles": "Medios de pago",
            "becas": "Becas",
            "ayudas económicas": "Ayuda económica",
            "paz y salvo": "Paz y salvo",
            "descuentos": "Descuentos",
            "certificados": "Certificados financieros",
            "validaciones de pago": "Validación de un pago",
        },
    ),
    "Plataformas": (
        (
            "Cibërsity, acceso a la biblioteca digital, actualización de datos, claves institucionales y Centro de "
            "Idiomas."
        ),
        {
            "Cibërsity": "Cibërsity",
            "acceso a la biblioteca digital": "Biblioteca digital",
            "actualización de datos": "Actualización de datos",
            "claves institucionales": "Claves y accesos a las plataformas",
            "Centro de Idiomas": "Centro de Idiomas",
        },
    ),
}
IN_PERSON = {
    "Edificio Fundadores",
    "Edificio Veneto",
    "Edificio de Maestrías",
    "Edificio Megamall",
    "Sede La Chorrera",
    "Sede Santiago",
}
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def umecit() -> Content:
    return content_of("umecit")


def test_the_four_categories_with_their_descriptions(umecit: Content) -> None:
    found = {spanish(one.name): spanish(one.description) for one in umecit.values("categories")}
    assert found == {name: description for name, (description, _) in CATEGORIES.items()}
    assert [spanish(one.name) for one in umecit.values("categories")] == list(CATEGORIES)


@pytest.mark.parametrize("category", CATEGORIES)
def test_each_topic_has_its_service_and_no_service_is_without_topic(umecit: Content, category: str) -> None:
    slug = next(one.slug for one in umecit.values("categories") if spanish(one.name) == category)
    services = sorted(
        (one for one in umecit.values("services") if one.category == slug), key=lambda one: one.order
    )
    assert {spanish(one.name) for one in services} == set(CATEGORIES[category][1].values())
    assert [one.slug for one in services if not (one.source or "").startswith(f"Categoría {category}")] == []
    assert [one.order for one in services] == list(range(1, len(services) + 1))


def test_the_topics_are_counted(umecit: Content) -> None:
    """Twelve, nine, seven and five in the seed; three recognitions share a service, claims have two."""
    assert {name: len(topics) for name, (_, topics) in CATEGORIES.items()} == {
        "Académicos": 11, "Administrativos": 9, "Financieros": 7, "Plataformas": 5
    }  # fmt: skip
    assert len(umecit.values("services")) == 32


def test_topics_that_share_a_service_are_its_choices(umecit: Content) -> None:
    services = by_slug(umecit.values("services"))
    choices = {
        ("convalidacion", "tramite"): {"Reválida", "Convalidación", "Homologación"},
        ("medios-de-pago", "medio"): {"Efectivo", "Transferencia", "Yappy", "App Digital"},
        ("validacion-de-pago", "medio"): {"Efectivo", "Transferencia", "Yappy", "App Digital"},
        ("retiro-total", "tipo"): {"Total: todo el periodo", "Definitivo: dejo la universidad"},
        ("cambio-de-sede-o-modalidad", "cambio"): {"La sede", "La modalidad"},
        ("carnet", "motivo"): {"Carnet de graduado"},
        ("claves-y-accesos", "plataforma"): {"Cibërsity", "Biblioteca digital", "Centro de Idiomas"},
    }
    for (slug, name), wanted in choices.items():
        question = next(one for one in services[slug].form if one.name == name)
        assert wanted <= {spanish(option.label) for option in question.options}, slug


def test_one_desk_for_every_kind_of_request(umecit: Content) -> None:
    about = spanish(umecit.one("institution").about)
    for fact in (
        (
            "El modelo de atención institucional de UMECIT evoluciona para fortalecer la experiencia de servicio con "
            "el estudiante como centro."
        ),
        "una experiencia más cercana y ordenada",
        "Más que un sistema, una evolución del modelo",
        "solicitudes académicas, administrativas, financieras y tecnológicas",
        "gestionadas mediante un sistema unificado de tickets",
        "asegura trazabilidad, atención segmentada y comunicación continua en cada caso",
        "se alinea con el modelo educativo neociberhumanista de UMECIT",
        (
            "Integra tecnología con acompañamiento humano, fortalece el bienestar universitario y potencia la "
            "experiencia institucional."
        ),
        (
            "Cada interacción es una oportunidad de crecimiento, en coherencia con las insignias que construyen el "
            "perfil del estudiante UMECIT."
        ),
    ):
        assert fact in about


def test_attention_is_segmented(umecit: Content) -> None:
    """Every topic has its unit; who asks decides where several could."""
    units = by_slug(umecit.values("units"))
    assert {service.unit for service in umecit.values("services")} <= set(units)
    asked = {
        name
        for service in umecit.values("services")
        for route in service.routing
        for name in ("campus", "user_type")
        if getattr(route.when, name)
    }
    assert asked == {"campus", "user_type"}


def test_the_four_steps(umecit: Content) -> None:
    guide = umecit.values("guides")[0]
    assert spanish(guide.name) == "¿Cómo funciona el sistema de tickets?"
    assert [spanish(step.text) for step in guide.steps] == [
        "Ingrese a la plataforma de tickets.",
        "Regístrese con su correo electrónico registrado en Cibërsity si es su primera vez.",
        "Seleccione la categoría correcta y detalle su solicitud.",
        "Reciba confirmación por correo y haga seguimiento desde su cuenta.",
    ]
    assert all(step.picture for step in guide.steps)
    assert not guide.proposed


def test_one_registers_with_the_address_that_cibersity_holds(umecit: Content) -> None:
    registration = umecit.one("people").registration
    assert registration.rule == "directory"
    assert spanish(registration.directory_name) == "Cibërsity"
    assert spanish(registration.explanation) == (
        "Regístrese con su correo electrónico registrado en Cibërsity si es su primera vez."
    )


def test_the_agreements_of_service(umecit: Content) -> None:
    tips = " ".join(map(spanish, umecit.values("guides")[0].tips))
    assert (
        "Primer contacto: respuesta inmediata o hasta 24 horas hábiles si puede resolverse directamente."
        in tips
    )
    assert (
        "Segundo contacto: el tiempo de respuesta oscila entre 72 y 160 horas hábiles, dependiendo de la complejidad "
        "del caso y de los procesos de validación que deban realizar otras unidades internas."
    ) in tips
    terms = by_slug(umecit.values("terms"))
    first = {service.terms.first_contact for service in umecit.values("services")}
    assert {(terms[slug].amount, terms[slug].unit) for slug in first} == {(24, "working_day_hours")}


def test_second_contacts_are_due_from_72_to_160_hours_by_complexity(umecit: Content) -> None:
    terms = by_slug(umecit.values("terms"))
    amounts: dict[str, set[int]] = {}
    for service in umecit.values("services"):
        term = terms[service.terms.resolution]
        amount = term.amount or term.amounts[service.complexity]
        amounts.setdefault(service.complexity, set()).add(amount)
        assert term.unit in {"working_day_hours", "business_hours"}, service.slug
        assert term.extension != "none", service.slug  # «donde sea necesario extender este plazo»
    assert {name: sorted(found) for name, found in amounts.items()} == {
        "low": [72], "medium": [120], "high": [160]
    }  # fmt: skip


def test_the_recommendations(umecit: Content) -> None:
    assert [spanish(one) for one in umecit.one("institution").advice] == [
        (
            "No duplique tickets. Estamos trabajando para darle la respuesta en el tiempo que corresponde. La "
            "duplicidad no nos ayuda a ser eficientes ni a brindarle un mejor servicio."
        ),
        (
            "Si necesita complementar la información de una solicitud ya registrada, incluya el número del ticket "
            "anterior. Esto nos permite continuar con el historial del caso y reducir tiempos en el análisis de su "
            "solicitud."
        ),
        (
            "Recuerde que toda la información relacionada con su solicitud será enviada al correo institucional "
            "registrado en Cibërsity. Por ello, es fundamental mantener sus datos actualizados en la plataforma para "
            "asegurar una comunicación efectiva."
        ),
        (
            "En situaciones donde sea necesario extender el plazo, usted será notificado del estado y avance de su "
            "solicitud, garantizando un acompañamiento cercano y transparente durante todo el proceso."
        ),
    ]


def test_six_places_attend_in_person_and_two_remotely(umecit: Content) -> None:
    modes = {spanish(campus.name): campus.mode_on(TODAY) for campus in umecit.values("campuses")}
    assert {name for name, mode in modes.items() if mode.mode == "in_person"} == IN_PERSON
    for name in ("Sede Chitré", "Sede David"):
        assert modes[name].mode == "remote"
        assert spanish(modes[name].note) == "Atención remota y próximamente presencial"


def test_students_abroad_have_their_place_and_their_country(umecit: Content) -> None:
    campuses = by_slug(umecit.values("campuses"))
    abroad = {slug: (campuses[slug].country, campuses[slug].zone) for slug in ("colombia", "ecuador")}
    assert abroad == {"colombia": ("CO", "America/Bogota"), "ecuador": ("EC", "America/Guayaquil")}
    assert spanish(campuses["otros-paises"].name) == "Estudiantes en otros países"
    portal = spanish(by_slug(umecit.values("channels"))["tickets"].what)
    assert (
        "Este sistema aplica tanto para estudiantes de Panamá como para aquellos ubicados en Colombia, Ecuador u "
        "otros países donde UMECIT tiene operación internacional."
    ) in portal


def test_where_attention_is_given(umecit: Content) -> None:
    channels = by_slug(umecit.values("channels"))
    assert spanish(channels["presencial"].what) == (
        "Actualmente, ofrecemos atención presencial en Edificio Fundadores, Edificio Veneto, Edificio de Maestrías, "
        "Edificio Megamall, sede La Chorrera y sede Santiago."
    )
    assert "Para las sedes de Chitré y David, la atención será remota y próximamente presencial." in spanish(
        channels["remota"].what
    )


def test_what_the_seed_does_not_say_is_a_proposal(umecit: Content) -> None:
    """Opening hours, most units, the demo's names of the modalities: none of them is in the seed."""
    assert [one.slug for one in umecit.values("calendars") if not one.proposed] == []
    assert [one.slug for one in umecit.values("units") if not one.proposed and one.source is None] == []
    assert [one.slug for one in umecit.one("people").modalities if not one.proposed] == []
    assert "Cibërsity" in " ".join(all_spanish(umecit.one("people").registration))
