"""Whether things that point to each other come back to where they began."""

from collections.abc import Iterable, Mapping


def first_cycle(arrows: Mapping[str, Iterable[str]]) -> list[str] | None:
    """The first cycle found, its beginning repeated at the end; None where there is none."""
    done: set[str] = set()
    for start in arrows:
        if start in done:
            continue
        way, waiting = [start], [iter(arrows[start])]
        while waiting:
            step = next(waiting[-1], None)
            if step is None:
                done.add(way.pop())
                waiting.pop()
            elif step in way:
                return [*way[way.index(step) :], step]
            elif step in arrows and step not in done:
                way.append(step)
                waiting.append(iter(arrows[step]))
    return None
