"""Bad input: a clear sentence, nothing changed, nothing leaked, never an error page."""

import pytest

from tests.people.rules import CITIZEN, rule
from tests.web.accounts import steps
from tests.web.accounts.steps import OPEN
from tests.world import PASSWORD
from ventanilla.institutions.acting import acting_in
from ventanilla.people.models import Person, Registration

CITIZEN_ANSWERS = {**OPEN, "email": "xio@home.test", "document_type": "pasaporte", "document_number": "X1"}


def refused(visitor, institution, **bad):
    page = visitor(institution).post("/register/", {**CITIZEN_ANSWERS, **bad})
    assert page.status_code == 200, bad
    with acting_in(institution):
        assert not Registration.objects.exists()
    return steps.text(page)


@pytest.mark.parametrize(
    "email",
    [
        "",
        "nora",
        "nora@",
        "@faro.test",
        "nora@faro.test\nBcc: all@faro.test",
        "nora@faro.test\r\nSubject: x",
        "nora@faro.test,all@faro.test",
        "<script>alert(1)</script>@faro.test",
        "nora@faro.test\x00",
        "no\x00ra@faro.test",
        "\u202etset.oraf@aron",
        "nora🎓@faro.test",
        "a" * 250 + "@faro.test",
        "x" * 100_000,
        "nora@faro..test",
        '"nora smith"@@faro.test',
    ],
)
def test_what_is_no_address_is_refused_everywhere(world, visitor, email):
    for form in ("/register/", "/password/"):
        page = visitor(world.faro).post(form, {"email": email})
        assert page.status_code == 200
        assert "<script>alert" not in steps.text(page)
    real = visitor(world.faro)
    corrected = real.post(f"{steps.register(real, 'x@faro.test')}address/", {"email": email})
    assert corrected.status_code == 200
    assert steps.latest(world.faro).email == "x@faro.test"


@pytest.mark.parametrize("field", ["given_names", "surnames"])
@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        "x" * 121,
        "Ana\x00",
        "Ana\u202e",
        "🎓",
        "<script>alert(1)</script>",
        "Gane un premio: http://evil.test",
        "visite evil/test",
        "123",
        "...",
        "a\nb",
    ],
)
def test_what_is_no_name_is_refused_because_names_are_mailed(world, visitor, field, name):
    rule(world.puerto, **CITIZEN)
    assert "<script>alert" not in refused(visitor, world.puerto, **{field: name})


@pytest.mark.parametrize(
    "name", ["Ñandú", "D’Ávila", "María-José", "عائشة", "李明", "Mª Pía", "O'Higgins", "St. John"]
)
def test_names_of_people_are_taken(world, visitor, name):
    xio = visitor(world.puerto)
    steps.proven(xio, "xio@home.test", **{**OPEN, "surnames": name})
    steps.choose(xio)
    with acting_in(world.puerto):
        assert Person.objects.get(account__email="xio@home.test").surnames == name
    assert name.replace("'", "&#x27;") in steps.text(xio.get("/me/"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("user_type", "rector"),
        ("user_type", ""),
        ("document_type", "dni"),
        ("document_number", ""),
        ("document_number", "1" * 41),
        ("document_number", "1\x00"),
        ("phone", "call me"),
        ("phone", "1" * 31),
        ("phone", "<b>1</b>"),
        ("student_code", "E" * 41),
        ("student_code", "\u202eE"),
        ("campus", "atlantis"),
        ("campus", "1"),
        ("zone", "Mars/Olympus"),
        ("zone", "../../etc/passwd"),
        ("language", "fr"),
    ],
)
def test_a_field_of_the_wrong_kind_is_refused_by_its_name(world, visitor, field, value):
    rule(world.puerto, **CITIZEN)
    page = refused(visitor, world.puerto, **{field: value})
    assert f'id="id_{field}-error"' in page


def test_fields_that_nobody_asked_for_are_not_kept(world, visitor):
    xio = visitor(world.puerto)
    more = {"person": "1", "activation": "1", "student_code": "E-ELENA", "roles": "director", "username": "x"}
    steps.register(xio, "xio@home.test", **OPEN, **more)
    assert steps.latest(world.puerto).data.keys() == {"given_names", "surnames", "user_type", "phone"}


def test_what_was_written_comes_back_with_the_error(world, visitor):
    rule(world.puerto, **CITIZEN)
    page = refused(visitor, world.puerto, email="nope", surnames="Quispe Ñaupa")
    assert 'value="nope"' in page
    assert 'value="Quispe Ñaupa"' in page
    assert 'value="estudiante" checked' in page


@pytest.mark.parametrize(
    "code",
    ["", "x", "0" * 41, "1" * 100_000, "\x00", "🎓🎓🎓🎓", "\u202e12345678", "<b>1</b>", "１２３４５６７８"],
)
def test_what_is_no_code_is_no_code(world, visitor, code):
    nora = visitor(world.faro)
    page = nora.post(steps.register(nora, "nora@faro.test"), {"code": code})
    assert page.status_code == 200
    assert 'id="id_code-error"' in steps.text(page)
    assert "<b>1</b>" not in steps.text(page)


@pytest.mark.parametrize("password", ["\x00", "", "x" * 100_000, "\u202e", "🎓" * 200])
@pytest.mark.parametrize(
    "login", ["ana@faro.test", "\x00", "\u202e", "' OR 1=1 --", "<script>alert(1)</script>", "🎓"]
)
def test_a_hostile_log_in_is_a_page_with_a_sentence(world, visitor, login, password):
    page = steps.sign_in(visitor(world.faro), login, password)
    assert page.status_code == 200
    assert 'role="alert"' in steps.text(page)
    assert "<script>alert" not in steps.text(page)


@pytest.mark.parametrize(
    "cookie", ["%00", "a" * 4000, "%F0%9F%8E%93", "<script>alert(1)</script>", "%ZZ", "%E2%80%AE"]
)
def test_a_tampered_cookie_is_only_text(world, visitor, cookie):
    ana = visitor(world.faro)
    ana.client.cookies["user_name"] = cookie
    page = ana.get("/login/")
    assert page.status_code == 200
    assert "<script>alert" not in steps.text(page)


@pytest.mark.parametrize(
    "bad",
    [
        {"phone": "x" * 500},
        {"phone": "\x00"},
        {"language": "de"},
        {"zone": "Nowhere/Land"},
        {"language": ""},
    ],
)
def test_my_data_with_an_error_are_not_saved(world, client_of, bad):
    ana = client_of(world.ana)
    good = {"phone": "+507 6123-4567", "language": "es", "zone": "", "wants_notices": "on"}
    assert ana.post("/me/", {**good, **bad}).status_code == 200
    with acting_in(world.faro):
        assert Person.objects.get(pk=world.ana.pk).phone == ""


@pytest.mark.parametrize("agent", ["", "\x00\x01", "<script>alert(1)</script>", "ñ" * 5000])
def test_a_strange_browser_signs_in_all_the_same(world, visitor, agent):
    ana = visitor(world.faro, **{"user-agent": agent})
    steps.sign_in(ana, "ana@faro.test", PASSWORD)
    page = steps.text(ana.get("/me/sessions/"))
    assert "Dispositivo desconocido" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("path", ["/register/", "/login/", "/password/", "/logout/"])
def test_a_form_from_another_site_is_refused(world, visitor, path):
    stranger = visitor(world.faro)
    stranger.client.handler.enforce_csrf_checks = True
    assert stranger.post(path, {"email": "nora@faro.test"}).status_code == 403
