"""A comparison as a person wants to read it: added, changed, gone, kept from the office, and where both clash."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from ventanilla.institutions.comparison import Compared, Comparison
from ventanilla.lib.merging import ABSENT, Difference
from ventanilla.lib.text import said

MOST_PARTS = 8
MOST_WORDS = 60
ALIKE = 0.6


def lines(comparison: Comparison) -> Iterator[str]:
    """`+` comes, `~` changes, `-` goes, `=` stays as the office left it, `!` is for a person to decide."""
    if comparison.first:
        yield from _first(comparison)
        return
    for thing in comparison.things:
        yield from _comes(thing)
    yield from _renames(comparison)
    for thing in comparison.things:
        yield from _stays(thing)
    for thing in comparison.clashing:
        yield from _clashes(thing)
    yield from (f"~ {noun}: otro orden" for noun in comparison.reordered)


def renamed(comparison: Comparison, section: str) -> list[tuple[Compared, Compared]]:
    """What went and what came in its likeness: somebody changed the slug, most probably."""
    found = []
    candidates = comparison.added(section)
    for gone in comparison.gone(section):
        likeness, best = max(
            ((_likeness(gone.held, one.merged), one) for one in candidates),
            key=lambda pair: pair[0],
            default=(0.0, None),
        )
        if best is not None and likeness >= ALIKE:
            candidates.remove(best)
            found.append((gone, best))
    return found


def called(thing: Compared) -> str:
    """`servicio carnet «Carnet universitario»`."""
    name = thing.data.get("name") if isinstance(thing.data, dict) else None
    words = [
        thing.section.noun or thing.section.name,
        thing.slug,
        f"«{said(name, 'es').words}»" if name else "",
    ]
    return " ".join(word for word in words if word)


def short(value: Any) -> str:
    """A value in a few words."""
    if value is ABSENT or value is None:
        return "nada"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict) and "es" in value:
        value = value["es"]
    if isinstance(value, str):
        words = " ".join(value.split())
        return f"«{words if len(words) <= MOST_WORDS else words[: MOST_WORDS - 1] + '…'}»"
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return short(", ".join(value)) if value else "ninguno"
    if isinstance(value, list | dict):
        return "ninguno" if not value else "1 elemento" if len(value) == 1 else f"{len(value)} elementos"
    return str(value)


def _first(comparison: Comparison) -> Iterator[str]:
    for section, things in groupby(comparison.things, key=lambda thing: thing.section):
        slugs = [thing.slug for thing in things if thing.slug]
        shown = ", ".join(slugs[:MOST_PARTS]) + ("…" if len(slugs) > MOST_PARTS else "")
        yield f"+ {section.noun or section.name}{f': {len(slugs)} ({shown})' if len(slugs) > 1 else ''}"


def _comes(thing: Compared) -> Iterator[str]:
    if thing.held is ABSENT and thing.merged is not ABSENT:
        yield f"+ {called(thing)}"
    elif thing.held is not ABSENT and thing.merged is ABSENT:
        yield f"- {called(thing)}"
    elif thing.coming:
        yield from _parts(f"~ {called(thing)}", thing.coming)


def _parts(head: str, differences: list[Difference]) -> Iterator[str]:
    if len(differences) == 1:
        yield f"{head}: {_part(differences[0])}"
        return
    yield f"{head}:"
    yield from (f"    {_part(difference)}" for difference in differences[:MOST_PARTS])
    if (more := len(differences) - MOST_PARTS) > 0:
        yield f"    y {more} {'cambio' if more == 1 else 'cambios'} más"


def _part(difference: Difference) -> str:
    place = _place(difference.way)
    if difference.old is ABSENT:
        return f"{place}: nuevo, {short(difference.new)}"
    if difference.new is ABSENT:
        return f"{place}: se quita"
    old, new = difference.old, difference.new
    if isinstance(old, dict) and isinstance(new, dict) and "es" in old and old["es"] == new.get("es"):
        return f"{place} › en: {short(old.get('en'))} → {short(new.get('en'))}"
    return f"{place}: {short(old)} → {short(new)}"


def _renames(comparison: Comparison) -> Iterator[str]:
    for section in dict.fromkeys(thing.section.name for thing in comparison.things):
        for gone, come in renamed(comparison, section):
            yield (
                f"? {called(gone)} parece llamarse ahora `{come.slug}`: para la ventanilla uno se apaga y otro empieza"
            )


def _stays(thing: Compared) -> Iterator[str]:
    if thing.clashes or not thing.kept:
        return
    head = f"= {called(thing)}"
    if thing.folder is ABSENT:
        yield f"{head}: nuevo en la oficina; falta en la carpeta"
    elif thing.merged is ABSENT:
        yield f"{head}: apagado en la oficina; la carpeta aún lo nombra"
    else:
        yield from _parts(f"{head}, cambiado en la oficina", thing.kept)


def _clashes(thing: Compared) -> Iterator[str]:
    for clash in thing.clashes:
        if not clash.way:
            yield f"! {called(thing)}: {_whole_clash(thing)}"
            continue
        ours, theirs, base = map(_side, (clash.ours, clash.theirs, clash.base))
        yield (
            f"! {called(thing)} › {_place(clash.way)}: la carpeta dice {ours}, la oficina {theirs}; antes {base}"
        )


def _whole_clash(thing: Compared) -> str:
    if thing.folder is ABSENT:
        return "la carpeta lo quitó y la oficina lo cambió"
    if thing.held is ABSENT:
        return "la carpeta lo cambió y la oficina lo apagó"
    return "carpeta y oficina lo añadieron, cada una a su manera"


def _side(value: Any) -> str:
    return "que no está" if value is ABSENT else short(value)


def _place(way: Iterable[str]) -> str:
    return " › ".join(way)


def _likeness(one: Any, other: Any) -> float:
    """The share of keys with the same value, the name counting by its letters."""
    keys = [key for key in one if key not in {"slug", "source", "proposed"} and one[key]]
    same = [key for key in keys if one[key] == other.get(key)]
    names = [said(data.get("name"), "es").words for data in (one, other)]
    alike = SequenceMatcher(None, names[0], names[1]).ratio() if all(names) else 0.0
    return max(alike if alike > ALIKE + 0.2 else 0.0, len(same) / len(keys) if keys else 0.0)
