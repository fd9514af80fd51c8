"""Whether what a service promises can be kept: its terms exist, and give an amount for its complexity."""

from collections.abc import Iterator

from ventanilla.catalogue.shape import Service
from ventanilla.lib.section import Content, Item
from ventanilla.lib.yamlfile import Problem

WITHOUT = "promete una respuesta sin plazo: ni el servicio ni su tipo de solicitud nombran uno (`resolution`)"

CLOSES = (
    "el tiempo para corregir es del solicitante y al terminar cierra el caso: su plazo lleva `expiry: close`"
)
STAYS = "el plazo `%s` lleva `expiry: close`, que es solo del tiempo para corregir (`correction`)"


def check_terms(content: Content, item: Item) -> Iterator[Problem]:
    service: Service = item.value
    named: list[tuple[str | None, tuple[str | int, ...]]] = [
        (slug, ("terms", clock)) for clock, slug in service.terms.model_dump().items()
    ]
    named += [(stage.term, ("stages", n, "term")) for n, stage in enumerate(service.stages)]
    terms = content.values("terms")
    amounts = {term.slug: term.amounts for term in terms}
    expiries = {term.slug: term.expiry for term in terms}
    for slug, way in named:
        yield from content.dangling(item, "terms", slug, *way)
        if slug and amounts.get(slug) and service.complexity is None:
            words = f"el plazo `{slug}` depende de la complejidad: falta `complexity` (low, medium o high)"
            yield item.problem(words, *way)
        closes = way == ("terms", "correction")
        if slug in expiries and closes != (expiries[slug] == "close"):
            yield item.problem(CLOSES if closes else (STAYS % slug), *way)
    if service.terms.resolution is None and "request_types" not in content.unknown:
        types = {one.slug: one.term for one in content.values("request_types")}
        if not types.get(service.request_type):
            yield item.problem(WITHOUT, "request_type")
