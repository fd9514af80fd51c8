"""categories.yaml and services/<category>/<slug>.yaml."""

from collections.abc import Iterator

from ventanilla.catalogue.shape import RESERVED, Category, Service
from ventanilla.catalogue.soundness import check_form
from ventanilla.lib.section import Content, Item, Section
from ventanilla.lib.yamlfile import Problem


def check(content: Content) -> Iterator[Problem]:
    for item in content.items["services"]:
        yield from content.dangling(item, "categories", item.folder)
        if item.value is not None:
            yield from _check_references(content, item)
            yield from check_form(item)
            yield from _check_evidence(item)
            yield from _check_stages(item)


def _check_references(content: Content, item: Item) -> Iterator[Problem]:
    service: Service = item.value
    yield from content.dangling(item, "units", service.unit, "unit")
    yield from content.dangling(item, "request_types", service.request_type, "request_type")
    yield from content.dangling(item, "terms", service.terms.first_contact, "terms", "first_contact")
    yield from content.dangling(item, "terms", service.terms.resolution, "terms", "resolution")
    yield from content.dangling(item, "calendars", service.calendar, "calendar")
    for n, slug in enumerate(service.audience.campuses):
        yield from content.dangling(item, "campuses", slug, "audience", "campuses", n)
    people = content.one("people")
    if people is not None:
        known = [user_type.slug for user_type in people.user_types]
        for n, slug in enumerate(service.audience.user_types):
            yield from item.unknown(slug, known, "user_types", "audience", "user_types", n)
    window = service.audience
    if window.since and window.until and window.until < window.since:
        yield item.problem("`to` es anterior a `from`", "audience", "to")
    if service.declaration and (identity := content.one("institution")) and identity.declaration is None:
        words = "pide declarar que es verdad, pero institution.yaml no lleva `declaration`"
        yield item.problem(words, "declaration")


def _check_evidence(item: Item) -> Iterator[Problem]:
    service: Service = item.value
    files = [question for question in service.form if question.type == "file"]
    if service.evidence != "none" and not files:
        words = f"`evidence: {service.evidence}` necesita una pregunta de tipo `file` en el formulario"
        yield item.problem(words, "evidence")
    if service.evidence == "statement" and any(question.required for question in files):
        words = "`evidence: statement` admite que no haya prueba, pero una pregunta `file` es obligatoria"
        yield item.problem(words, "evidence")
    for n, question in enumerate(service.form):
        if question.name in RESERVED:
            yield item.problem(f"el nombre `{question.name}` está reservado", "form", n, "name")


def _check_stages(item: Item) -> Iterator[Problem]:
    service: Service = item.value
    yield from item.repeated([stage.slug for stage in service.stages], "stages", key="slug")
    if service.stages[0].state != "submitted":
        yield item.problem("la primera etapa debe tener `state: submitted`", "stages", 0, "state")
    if not {"answered", "closed"} & {stage.state for stage in service.stages}:
        yield item.problem("falta una etapa con `state: answered` o `state: closed`", "stages")


CATEGORIES = Section(name="categories", files="categories.yaml", shape=Category, many=True)
SERVICES = Section(
    name="services", files="services/*/*.yaml", shape=Service, folder_key="category", check=check
)
