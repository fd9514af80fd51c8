"""Every page that exists, by who may see it, at one desk; and cases in every state to see it with."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Page

from tests.journeys import case
from tests.journeys.case import CLEARANCE, Errand
from tests.journeys.desks import UMECIT
from tests.journeys.site import Site
from tests.journeys.visit import link_in

SLUG = "umecit"
PAYMENT = Errand("validacion-de-pago", UMECIT.answers)
STRANGER = [
    "/",
    "/?q=pago",
    "/?q=zzzz",
    "/categories/financieros/",
    "/services/validacion-de-pago/",
    "/places/",
    "/types/",
    "/help/",
    "/guides/como-funciona/",
    "/login/",
    "/register/",
    "/password/",
    "{survey}",
]
STUDENT = [
    "/",
    "/services/paz-y-salvo/",
    "/services/validacion-de-pago/request/",
    "/services/reclamo-de-nota/request/",
    "/services/paz-y-salvo/request/",  # one is open already
    "/tickets/",
    "/tickets/?show=open",
    "/tickets/{new}/",
    "/tickets/{new}/confirmation/",
    "/tickets/{new}/receipt/",
    "/tickets/{new}/withdrawal/",
    "/tickets/{asked}/",
    "/tickets/{asked}/history/",
    "/tickets/{answered}/",
    "/tickets/{closed}/",
    "/me/",
    "/me/password/",
    "/me/sessions/",
    "/logout/",
]
ATTENDING = [
    "/desk/",
    "/desk/?view=mine",
    "/desk/?view=ended",
    "/desk/?view=answered&unit=finanzas",
    "/desk/?q=no-existe",
    "/desk/tickets/{new}/",
    "/desk/tickets/{asked}/",
    "/desk/tickets/{answered}/",
    "/desk/tickets/{closed}/",
    "/desk/tickets/{new}/assignment/",
    "/desk/tickets/{answered}/history/",
]
OFFICE = [
    "/office/services/",
    "/office/services/validacion-de-pago/",
    "/office/units/",
    "/office/units/finanzas/",
    "/office/people/?q=ana",
    "/office/people/?q=nadie",
]
OF_AN_ADMINISTRATOR = [
    *("/desk/", "/desk/tickets/{new}/", "/desk/tickets/{asked}/history/", "/me/", "/"),
    *OFFICE,
    "/office/calendars/",
]
#: role → (who signs in, what is seen)
ROLES: dict[str, tuple[str, Sequence[str]]] = {
    "stranger": ("", STRANGER),
    "student": ("ana", STUDENT),
    "agent": ("bruno", ATTENDING),
    "director": ("carla", [*ATTENDING, *OFFICE]),
    "administrator": ("elena", OF_AN_ADMINISTRATOR),
}


def cases(site: Site, ana: Page, bruno: Page) -> dict[str, str]:
    """Ana's requests: nobody has seen the new one; one waits for her, one is answered, one closed and rated."""
    made = {"new": case.lodge(ana, site, SLUG, CLEARANCE)}
    for state in ("asked", "answered", "closed"):
        made[state] = case.lodge(ana, site, SLUG, PAYMENT)
    for code in (made["answered"], made["closed"]):
        case.take(bruno, site, SLUG, code)
        case.say(
            bruno, site, SLUG, code, "Encontramos el pago: https://umecit.example/estado-de-cuenta\n" * 3
        )
    case.say(bruno, site, SLUG, made["asked"], "¿Desde qué cuenta lo hizo?", question=True)
    bruno.get_by_label("Nota interna").fill("Llamar al banco el lunes.")
    bruno.get_by_role("button", name="Agregar la nota").click()
    case.close(bruno, site, SLUG, made["closed"])
    letter = site.mail("ana@umecit.example", subject=UMECIT.words.how_did_we_do)
    made["survey"] = link_in(letter).removeprefix(site.url(SLUG, ""))
    return made
