"""Sistema de Atención al Ciudadano, Colombia: «Instructivo registro de requerimientos», of two secretariats."""

import pytest

from tests.institutions.seeds.reading import all_spanish, by_slug, content_of, spanish
from ventanilla.lib.section import Content

HELP_DESK = "http://mesadeayuda.tecnologia.mineduccion.gov.co"
SECRETARIATS = {"soacha": "Soacha", "cucuta": "Cúcuta"}


@pytest.fixture(scope="module", params=SECRETARIATS)
def sac(request: pytest.FixtureRequest) -> Content:
    return content_of(f"sac/tenants/{request.param}")


def test_each_secretariat_has_its_own_portal_of_one_system(sac: Content) -> None:
    identity = sac.one("institution")
    assert spanish(identity.desk_name) == "Sistema de Atención al Ciudadano"
    assert spanish(identity.name) == f"Secretaría de Educación de {SECRETARIATS[identity.slug]}"
    assert [spanish(campus.name) for campus in sac.values("campuses")] == [
        f"Unidad de Atención al Ciudadano de {SECRETARIATS[identity.slug]}"
    ]


def test_what_the_system_lets_every_citizen_do(sac: Content) -> None:
    about = spanish(sac.one("institution").about)
    for fact in (
        "le permite a todos los ciudadanos registrar y consultar sus requerimientos en línea",
        "Consultas, Sugerencias, Quejas, Reclamos y radicar trámites en línea",
        "Desde la comodidad de su casa u oficina, puede realizar seguimiento a sus requerimientos",
        "recibir, si así lo desea, notificación del estado de sus requerimientos vía email",
    ):
        assert fact in about


def test_the_three_things_that_the_citizens_page_offers(sac: Content) -> None:
    portal = spanish(by_slug(sac.values("channels"))["sistema"].what)
    for fact in (
        "Actualizar su información de registro",
        "Consultar el estado de los requerimientos que realice a la Secretaría",
        "Crear nuevos requerimientos sobre consultas, quejas o reclamos, sugerencias y trámites",
    ):
        assert fact in portal


def test_the_menu_of_the_portal_is_the_catalogue(sac: Content) -> None:
    """Trámites, Consultas, Sugerencias, Quejas y reclamos; and Peticiones, which the seed defines."""
    names = {spanish(category.name): category.source for category in sac.values("categories")}
    assert set(names) == {"Trámites", "Consultas", "Sugerencias", "Quejas y reclamos", "Peticiones"}
    assert set(names.values()) == {"Instructivo SAC"}


def test_the_ministry_and_its_help_desk_are_one_click_away(sac: Content) -> None:
    footer = {spanish(link.label): link.url for link in sac.one("institution").footer}
    assert footer["Soporte TI - Mesa de Ayuda"] == HELP_DESK
    assert "Ministerio de Educación Nacional, República de Colombia" in footer
    desk = by_slug(sac.values("channels"))["mesa-de-ayuda"]
    assert desk.value == desk.url == HELP_DESK
    assert "Si presenta algún inconveniente con los datos de acceso" in spanish(desk.what)
    assert "para que sean confirmados" in spanish(desk.what)
    trouble = sac.one("people").registration.trouble
    assert spanish(trouble.text).startswith("Si presenta algún inconveniente con los datos de acceso, favor")
    assert trouble.url == HELP_DESK


def test_anybody_registers_with_data_user_name_and_password(sac: Content) -> None:
    registration = sac.one("people").registration
    assert registration.rule == "open"
    assert "tan sólo debe registrar sus datos, usuario y contraseña" in spanish(registration.explanation)
    assert "registró el requerimiento personalmente en la Unidad de Atención al Ciudadano" in spanish(
        registration.explanation
    )
    assert registration.types[0] == "ciudadano"


def test_the_user_name_is_the_first_letter_and_the_first_surname(sac: Content) -> None:
    registration = sac.one("people").registration
    assert registration.username == "initial_surname"
    assert (
        registration.source
        == "Instructivo SAC: «Usuario: Primera letra del primer Nombre seguido de Primer apellido»"
    )
    assert registration.first_password == "document_number"
    assert "cc" in by_slug(registration.document_types)
    guide = " ".join(all_spanish(by_slug(sac.values("guides"))["ingresar"]))
    assert "primera letra del primer nombre seguido de primer apellido" in guide
    assert "Para el Sr. Francisco Rivera: frivera" in guide
    assert "su número de cédula" in guide


def test_francisco_rivera_of_soacha_is_the_citizen_of_the_example() -> None:
    people = by_slug(content_of("sac/tenants/soacha").one("demo").people)
    francisco = people["francisco"]
    assert (francisco.given_names, francisco.surnames, francisco.username) == (
        "Francisco",
        "Rivera",
        "frivera",
    )
    assert francisco.document_type == "cc"


def test_the_entrance_remembers_completes_and_helps(sac: Content) -> None:
    guide = " ".join(all_spanish(by_slug(sac.values("guides"))["ingresar"]))
    for fact in (
        "Recordar nombre de usuario",
        "Puede borrarlo cuando quiera",
        "Completar datos",
        "le solicitará el ingreso de la información faltante (aquella que no completó en la consulta presencial)",
        "para continuar su proceso de consulta o seguimiento del estado del requerimiento",
        "Actualice su información de registro",
        "Si presenta algún inconveniente con los datos de acceso, favor comunicarse con la Mesa de Ayuda",
    ):
        assert fact in guide


def test_petition_queja_and_reclamo_are_defined_word_by_word(sac: Content) -> None:
    types = by_slug(sac.values("request_types"))
    assert spanish(types["peticion"].definition) == (
        "Es cualquier solicitud que haga el usuario al prestador del servicio, que se relacione con el servicio que "
        "se le presta. Estas pueden ser de: interés general, interés particular, petición de información y consulta. "
        "(ver Código Contencioso Administrativo)"
    )
    assert spanish(types["queja"].definition) == (
        "Es la formalización de una no conformidad en el servicio percibida por el cliente. Normalmente el usuario "
        "puede quejarse por: la forma y condiciones en que se le ha prestado el servicio, ó la actuación de algún "
        "funcionario de la empresa que ofrece el servicio."
    )
    assert spanish(types["reclamo"].definition) == (
        "Es una solicitud para que la empresa revise, ajuste o modifique los resultados obtenidos por el cliente "
        "frente a un servicio requerido por él."
    )
    assert [types[slug].proposed for slug in ("peticion", "queja", "reclamo")] == [False] * 3


def test_a_petition_is_of_four_kinds(sac: Content) -> None:
    petition = by_slug(sac.values("request_types"))["peticion"]
    assert [spanish(kind.name) for kind in petition.kinds] == [
        "De interés general",
        "De interés particular",
        "Petición de información",
        "Consulta",
    ]
    assert [kind.slug for kind in petition.kinds if kind.definition is None or kind.example is None] == []


def test_every_type_of_the_menu_is_defined_with_an_example_and_can_be_lodged(sac: Content) -> None:
    types = sac.values("request_types")
    assert {spanish(one.name) for one in types} == {
        "Petición", "Queja", "Reclamo", "Consulta", "Sugerencia", "Trámite"
    }  # fmt: skip
    assert [one.slug for one in types if one.example is None] == []
    assert {service.request_type for service in sac.values("services")} == {one.slug for one in types}


def test_a_request_has_type_content_and_attachment(sac: Content) -> None:
    form = {question.name: question for question in by_slug(sac.values("services"))["peticion"].form}
    assert spanish(form["contenido"].label) == "Contenido del requerimiento"
    assert (form["contenido"].type, form["contenido"].required) == ("long", True)
    assert spanish(form["adjunto"].label) == "Adjuntar archivo"
    assert (form["adjunto"].type, form["adjunto"].required) == ("file", False)
    kinds = {option.value for option in form["clase"].options}
    assert kinds == {"interes-general", "interes-particular"}


def test_notices_come_only_to_whoever_wants_them(sac: Content) -> None:
    assert sac.one("institution").state_notices == "choice"
    fields = {field.name: field for field in sac.one("people").registration.fields}
    assert "si así lo desea" in spanish(fields["wants_notices"].help)


def test_the_answer_comes_from_the_citizen_attention_unit(sac: Content) -> None:
    unit = by_slug(sac.values("units"))["atencion"]
    assert spanish(unit.name) == "Unidad de Atención al Ciudadano"
    assert "En un corto tiempo la Unidad de Atención al Ciudadano dará respuesta" in spanish(
        sac.one("institution").confirmation.next
    )


def test_the_terms_of_colombian_law_fit_each_service(sac: Content) -> None:
    terms = by_slug(sac.values("terms"))
    assert {slug: terms[slug].amount for slug in ("peticion", "informacion", "consulta")} == {
        "peticion": 15, "informacion": 10, "consulta": 30
    }  # fmt: skip
    assert {terms[slug].unit for slug in ("peticion", "informacion", "consulta")} == {"business_days"}
    services = by_slug(sac.values("services"))
    for slug, term in (("peticion", "peticion"), ("informacion", "informacion"), ("consulta", "consulta"),
                       ("queja", "peticion"), ("reclamo", "peticion"), ("sugerencia", "peticion")):  # fmt: skip
        assert services[slug].terms.resolution == term


def test_nothing_of_one_secretariat_is_the_others() -> None:
    """The family is laid under each; what is theirs alone differs."""
    soacha, cucuta = content_of("sac/tenants/soacha"), content_of("sac/tenants/cucuta")
    assert soacha.values("services") == cucuta.values("services")
    for section in ("institution", "campuses", "calendars", "channels"):
        assert soacha.values(section) != cucuta.values(section), section
    addresses = [{person.email for person in one.one("demo").people} for one in (soacha, cucuta)]
    assert addresses[0].isdisjoint(addresses[1])
