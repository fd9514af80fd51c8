"""categories.yaml and services/<category>/<slug>.yaml."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from ventanilla.catalogue.beyond import check_beyond
from ventanilla.catalogue.models import Category as CategoryRow
from ventanilla.catalogue.models import Service as ServiceRow
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.catalogue.promised import check_terms
from ventanilla.catalogue.routing_soundness import check_routing
from ventanilla.catalogue.shape import RESERVED, Category, Service
from ventanilla.catalogue.soundness import check_form
from ventanilla.institutions.held import held_rows
from ventanilla.institutions.keeping import changes, keep_rows, switch_off, told
from ventanilla.institutions.models import Unit
from ventanilla.institutions.versions import publish
from ventanilla.lib.section import Content, Item, Section
from ventanilla.lib.yamlfile import Problem


def check(content: Content) -> Iterator[Problem]:
    for item in content.items["services"]:
        yield from content.dangling(item, "categories", item.folder)
        if item.value is not None:
            yield from _check_references(content, item)
            yield from check_routing(content, item)
            yield from check_terms(content, item)
            yield from check_beyond(content, item)
            yield from check_form(item)
            yield from _check_assignment(item)
            yield from _check_evidence(item)
            yield from _check_stages(item)


def _check_references(content: Content, item: Item) -> Iterator[Problem]:
    service: Service = item.value
    yield from content.dangling(item, "units", service.unit, "unit")
    yield from content.dangling(item, "request_types", service.request_type, "request_type")
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


def _check_assignment(item: Item) -> Iterator[Problem]:
    service: Service = item.value
    chooser, on_arrival = service.assignment.chooser, service.assignment.on_arrival
    if chooser == "by_hand" and on_arrival:
        words = "`on_arrival` necesita un `chooser` que elija: random, round_robin o least_loaded"
        yield item.problem(words, "assignment", "on_arrival")
    if chooser != "by_hand" and service.draw == "excepted":
        words = f"`draw: excepted` lo reparte la dirección; `chooser: {chooser}` lo contradice"
        yield item.problem(words, "assignment", "chooser")


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


def apply_categories(content: Content, at: datetime) -> list[str]:
    ordered = sorted(content.values("categories"), key=lambda category: category.order)
    return keep_rows(
        CategoryRow, ordered, called="categorías", columns=lambda position, category: {"position": position}
    )


def apply_services(content: Content, at: datetime) -> list[str]:
    """Services and a new version of each that changed; those that the folder lost are switched off."""
    categories = {row.slug: row.pk for row in CategoryRow.objects.all()}
    units = {row.slug: row.pk for row in Unit.objects.all()}
    rows = {row.slug: row for row in ServiceRow.objects.all()}
    tally: Counter[str] = Counter()
    for service in content.values("services"):
        wanted = {
            "category_id": categories[service.category],
            "unit_id": units[service.unit],
            "active": True,
            "position": service.order,
        }
        row = rows.pop(service.slug, None) or ServiceRow(slug=service.slug)
        changed = changes(row, wanted)
        if row.pk is None:
            row.save(force_insert=True)
        elif changed:
            row.save(update_fields=changed)
        data = service.data()
        version, new = publish(ServiceVersion, slug=service.slug, data=data, at=at, service=row)
        if new:
            tally["nuevos" if version.n == 1 else "con nueva versión"] += 1
        elif changed:
            tally["cambiados"] += 1
    tally["apagados"] = switch_off(rows.values())
    return told("servicios", tally)


def held_services() -> Mapping[str, Any]:
    """The current versions of the services that are switched on."""
    on = ServiceVersion.objects.filter(current=True, service__active=True)
    return dict(on.order_by("slug").values_list("slug", "data"))


CATEGORIES = Section(
    name="categories",
    files="categories.yaml",
    shape=Category,
    many=True,
    apply=apply_categories,
    held=held_rows(CategoryRow, order="position"),
    noun="categoría",
)
SERVICES = Section(
    name="services",
    files="services/*/*.yaml",
    shape=Service,
    folder_key="category",
    check=check,
    apply=apply_services,
    held=held_services,
    noun="servicio",
)
