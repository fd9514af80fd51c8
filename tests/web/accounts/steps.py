"""The steps of somebody who registers, as his browser takes them; the code is read where the mail takes it from."""

from typing import Any

from tests.browserless import Visitor
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.people.codes import code_of, link_token
from ventanilla.people.models import Registration

GOOD = "tres tazas sobre el tejado"
OPEN = {"given_names": "Xiomara", "surnames": "Ysasi Gómez", "user_type": "estudiante"}


def register(who: Visitor, email: str, **answers: Any) -> str:
    """Sends the form and returns the path of the code page, as seen from the institution."""
    return sent(who, who.post("/register/", {"email": email, **answers}))


def forget(who: Visitor, email: str) -> str:
    return sent(who, who.post("/password/", {"email": email}))


def sent(who: Visitor, response: Any) -> str:
    assert response.status_code == 302, response.content.decode()
    return path_of(who, response)


def path_of(who: Visitor, response: Any) -> str:
    location: str = response["Location"]
    return location.removeprefix(f"/{who.institution.slug}")


def latest(institution: Institution) -> Registration:
    with acting_in(institution):
        found: Registration = Registration.objects.order_by("-pk")[0]
        return found


def code(institution: Institution) -> str:
    return code_of(latest(institution))


def link(institution: Institution) -> str:
    return f"/confirm/{link_token(latest(institution))}/"


def prove(who: Visitor, page: str) -> Any:
    return who.post(page, {"code": code(who.institution)})


def proven(who: Visitor, email: str, **answers: Any) -> None:
    response = prove(who, register(who, email, **answers))
    assert path_of(who, response) == "/password/new/"


def choose(who: Visitor, password: str = GOOD) -> Any:
    return who.post("/password/new/", {"password": password})


def sign_in(who: Visitor, login: str, password: str, **choices: Any) -> Any:
    return who.post("/login/", {"login": login, "password": password, **choices})


def is_signed_in(who: Visitor) -> bool:
    return bool(who.get("/me/").status_code == 200)


def text(response: Any) -> str:
    body: str = response.content.decode()
    return body
