"""Whether what a service says of other units can be done: its steps, its handover, its being staff's alone."""

from collections.abc import Iterator

from ventanilla.catalogue.shape import Service
from ventanilla.lib.section import Content, Item
from ventanilla.lib.yamlfile import Problem

OWN = "la unidad que atiende el servicio no se pide un paso a sí misma"
RESTS = "el plazo `%s` se detiene mientras otra unidad tiene el caso: en un paso nunca correría"
ONE_LONG = (
    "un servicio `restricted` lo abre el personal con un solo texto: "
    "su formulario lleva una pregunta `long` y ninguna otra obligatoria"
)

CONFIDENTIAL = "un servicio `restricted` lleva casos sobre personas: debe decir también `confidential: true`"


def check_beyond(content: Content, item: Item) -> Iterator[Problem]:
    service: Service = item.value
    yield from _check_steps(content, item, service)
    yield from content.dangling(item, "units", service.handover, "handover")
    if service.handover and service.handover == service.unit:
        yield item.problem("el seguimiento se entrega a otra unidad, no a la que atiende", "handover")
    if service.handover and service.confidential:
        yield item.problem("lo confidencial no se entrega a otra unidad fuera de la ventanilla", "handover")
    if service.restricted:
        yield from _check_restricted(item, service)


def _check_steps(content: Content, item: Item, service: Service) -> Iterator[Problem]:
    resting = {one.slug for one in content.values("terms") if "unit" in one.pauses}
    for n, step in enumerate(service.steps):
        yield from content.dangling(item, "units", step.unit, "steps", n, "unit")
        yield from content.dangling(item, "terms", step.term, "steps", n, "term")
        if step.unit == service.unit:
            yield item.problem(OWN, "steps", n, "unit")
        if step.term in resting:
            yield item.problem(RESTS % step.term, "steps", n, "term")


def _check_restricted(item: Item, service: Service) -> Iterator[Problem]:
    if not service.confidential:
        yield item.problem(CONFIDENTIAL, "confidential")
    long = [question for question in service.form if question.type == "long"]
    others = [question for question in service.form if question.type != "long" and question.required]
    if len(long) != 1 or others or service.evidence == "required":
        yield item.problem(ONE_LONG, "restricted")
    if service.one_open:
        yield item.problem(
            "quien abre un caso puede abrir otro: `restricted` no admite `one_open`", "one_open"
        )
