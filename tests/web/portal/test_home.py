"""The first page: what do you need? And what leads on from it."""

from tests.web.portal.filling import words
from ventanilla.catalogue.models import Service
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Section
from ventanilla.people.models import Person
from ventanilla.tickets.models import Ticket


def test_a_stranger_reads_the_catalogue_without_logging_in(world, visitor, statements):
    stranger = visitor(world.faro)
    for path, told in (
        ("/", "¿En qué le ayudamos hoy?"),
        ("/categories/academicos/", "Constancia de estudios"),
        ("/services/constancia/", "Para estudiantes."),
        ("/places/", "Edificio 1, planta baja"),
        ("/types/", "Lo que se reclama."),
        ("/help/", "Encuentre el servicio"),
    ):
        with statements(8):
            page = stranger.get(path)
        assert page.status_code == 200 and told in words(page), path


def test_every_page_keeps_its_budget_for_somebody_signed_in(world, ana, statements):
    for path in (
        "/",
        "/?q=constancia",
        "/categories/financieros/",
        "/services/beca/",
        "/places/",
        "/types/",
        "/help/",
    ):
        with statements(8):
            assert ana.get(path).status_code == 200, path


def test_search_works_without_a_script_and_its_region_alone_with_one(world, visitor):
    stranger = visitor(world.faro)
    page = stranger.get("/", {"q": "certificado"})
    assert 'href="/faro/services/constancia/"' in page.content.decode()
    assert "1 resultado" in words(page)
    region = stranger.get("/", {"q": "certificado"}, headers={"HX-Request": "true"}).content.decode()
    assert "/services/constancia/" in region and "<html" not in region


def test_words_that_find_nothing_say_what_to_do_next(world, visitor):
    page = visitor(world.faro).get("/", {"q": "xyzzy"})
    assert "Pruebe con otras" in words(page) and "Académicos" in words(page)


def test_a_search_of_any_length_and_kind_is_answered(world, visitor):
    for query in ("a" * 5000, "\0", "%' OR 1=1 --", "🎓", " "):
        assert visitor(world.faro).get("/", {"q": query}).status_code == 200


def test_a_service_out_of_its_window_is_found_with_the_reason(world, visitor):
    assert "Estuvo abierto hasta el martes 31 de marzo de 2026" in words(
        visitor(world.faro).get("/", {"q": "beca"})
    )
    page = visitor(world.faro).get("/services/beca/")
    assert "Ahora no está abierto" in words(page)
    assert "/services/beca/request/" not in page.content.decode()


def test_a_service_that_is_switched_off_is_nowhere(world, faro, visitor):
    Service.objects.filter(slug="constancia").update(active=False)
    stranger = visitor(world.faro)
    assert "/services/constancia/" not in stranger.get("/", {"q": "constancia"}).content.decode()
    assert stranger.get("/services/constancia/").status_code == 404
    assert "Constancia" not in words(stranger.get("/categories/academicos/"))


def test_what_waits_for_ana_stands_on_her_first_page_and_on_nobody_else_s(world, faro, ana, client_of):
    ticket = world.ticket(world.ana)
    assert ticket.code not in words(ana.get("/"))
    Ticket.objects.filter(pk=ticket.pk).update(state="correcting")
    page = ana.get("/")
    assert ticket.code in words(page) and "Corregir ahora" in words(page)
    assert ticket.code not in words(client_of(world.diego).get("/"))


def test_each_kind_of_request_is_defined_on_the_page_with_its_own_kinds(world, faro, visitor):
    section = Section.objects.get(name="request_types")
    section.data[0]["kinds"] = [
        {"slug": "consulta", "name": "Consulta", "definition": "Pide un concepto.", "term": "respuesta"}
    ]
    Section.objects.filter(pk=section.pk).update(data=section.data)
    home, page = visitor(world.faro).get("/"), visitor(world.faro).get("/types/")
    for told in ("Petición", "Lo que se pide.", "Reclamo", "Lo que se reclama."):
        assert told in words(home) and told in words(page)
    assert "Consulta" in words(page) and "Pide un concepto." in words(page)
    assert "Pago que no aparece" in words(page)


def test_in_english_what_is_not_translated_is_marked(world, visitor):
    page = visitor(world.faro, **{"accept-language": "en"}).get("/types/")
    html = page.content.decode()
    assert 'lang="en"' in html and '<span lang="es">Lo que se pide.</span>' in html


def test_puerto_speaks_of_tu(world, visitor):
    assert "Dilo con tus palabras" in words(visitor(world.puerto).get("/"))
    assert "Encuentra el servicio" in words(visitor(world.puerto).get("/help/"))


def test_a_service_says_what_it_is_for_whom_what_is_needed_how_long_and_where(world, ana, statements):
    with statements(8):
        page = ana.get("/services/constancia/")
    told = words(page)
    for piece in (
        "Constancia de estudios: qué es.",
        "Para estudiantes.",
        "Su código de estudiante",
        "Edificio 1, ventanilla 3.",
        "Registro",
        "respuesta a más tardar el",
        "¿Por qué esta fecha?",
        "Petición: Lo que se pide.",
    ):
        assert piece in told, piece


def test_a_service_for_others_says_for_whom_it_is(world, faro, client_of):
    with acting_in(world.faro):
        Person.objects.filter(pk=world.diego.pk).update(types=["egresado"])
        version = world.version("beca")
        audience = {"user_types": ["estudiante"], "campuses": [], "from": None, "to": None}
        type(version).objects.filter(pk=version.pk).update(current=False)
        type(version).objects.create(
            slug="beca", n=2, data={**version.data, "audience": audience}, digest="x",
            service=version.service, created_at=version.created_at,
        )  # fmt: skip
    page = client_of(world.diego).get("/services/beca/")
    assert "Es solo para: Estudiante." in words(page)
    assert client_of(world.ana).get("/services/beca/request/").status_code == 200
    assert "Es solo para: Estudiante." in words(client_of(world.diego).get("/services/beca/request/"))
