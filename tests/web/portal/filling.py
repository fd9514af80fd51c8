"""Filling in a form of the portal as a browser without script does."""

import re
from html import unescape
from typing import Any
from uuid import UUID

from tests.web.components.markup import Markup

GOOD: dict[str, dict[str, Any]] = {
    "constancia": {"motivo": "Para una beca del banco", "idioma": "es"},
    "reclamo-pago": {
        "detalle": "Pagué la cuota 2 y sigue como pendiente.",
        "pago": "banco",
        "monto": "120.50",
        "declared": "on",
        "evidence_statement": "El banco no da comprobante.",
    },
    "cambio-de-carrera": {"detalle": "Quiero pasar de Derecho a Enfermería."},
}
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def hidden(response: Any) -> dict[str, str]:
    """The hidden fields of the page's form, as they would be sent back."""
    page = Markup(response.content.decode())
    fields = [field for field in page.all("input", type="hidden") if field.attributes.get("name")]
    return {
        field["name"]: field.attributes.get("value", "")
        for field in fields
        if field["name"] not in {"csrfmiddlewaretoken", "next"}
    }


class Filling:
    """One opened form: `send(motivo="…")` posts it with what the page itself had hidden in it."""

    def __init__(self, visitor: Any, slug: str, query: str = "") -> None:
        self.visitor = visitor
        self.slug = slug
        self.page = visitor.get(f"/services/{slug}/request/{query}")
        assert self.page.status_code == 200, self.page.status_code
        self.hidden = hidden(self.page)

    @property
    def key(self) -> UUID:
        return UUID(self.hidden["key"])

    def send(self, **answers: Any) -> Any:
        given = {**self.hidden, **(answers or GOOD[self.slug])}
        given = {name: value for name, value in given.items() if value is not None}
        self.page = self.visitor.post(f"/services/{self.slug}/request/", given)
        if self.page.status_code == 200:
            self.hidden = hidden(self.page)
        return self.page


def words(response: Any) -> str:
    """What the page says, in one line, without its markup."""
    _, _, body = response.content.decode().partition("<body")
    return " ".join(unescape(re.sub(r"<[^>]*>", "", "<body" + body)).split())


def errors(response: Any) -> str:
    """What the summary of errors says."""
    page = Markup(response.content.decode())
    return " ".join(one.words for one in page.all("div") if "data-summary" in one)
