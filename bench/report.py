"""The figures beside what is to be reached: as a table on the screen, and for the page."""

from typing import Any

from bench.tables import table

BASE = "10000"
HEAD = (
    "operation",
    "CPU ms",
    "web + db",
    "to reach",
    "growth",
    "p50 / p95 ms",
    "a second",
    "with 8",
    "statements",
)
Row = tuple[str, ...]
#: Of what everybody keeps: bytes, of the web with its two workers.
MEMORY = 200 * 2**20
#: Submits acknowledged a second with eight clients.
SUBMITS = 90


def show(found: dict[str, Any], tickets: int) -> None:
    size = found["sizes"][str(tickets)]
    table(f"The desk with {tickets:,} tickets", [HEAD, *rows(found, tickets)])
    others = [(name, measured, wanted) for name, measured, wanted in beside(size)]
    if others:
        table("Beside them", [("what", "measured", "to reach"), *others])


def rows(found: dict[str, Any], tickets: int) -> list[Row]:
    operations = found["sizes"][str(tickets)]["operations"]
    base = found["sizes"].get(BASE, {}).get("operations", {}) if str(tickets) != BASE else {}
    return [line(name, told, base.get(name, {})) for name, told in operations.items()]


def line(name: str, told: dict[str, Any], base: dict[str, Any]) -> Row:
    if "one" not in told:
        return (name, "not there", *[""] * 7)
    one, crowd = told["one"], told.get("crowd")
    return (
        name,
        mark(one["cpu"], told["target"]),
        f"{one['web']:.1f} + {one['database']:.1f}",
        f"≤ {told['target']:g}" if told["target"] else "",
        growth(told, base),
        f"{one['p50']:.0f} / {one['p95']:.0f}",
        f"{one['rate']:.0f}",
        f"{crowd['rate']:.0f}" if crowd else "",
        f"{' + '.join(map(str, told['statements']))} (≤ {told['budget']})",
    )


def growth(told: dict[str, Any], base: dict[str, Any]) -> str:
    if "one" not in base:
        return ""
    times = told["one"]["cpu"] / max(base["one"]["cpu"], 0.01)
    return f"{times:.2f}×" + (f" (≤ {told['growth']}×)" if told["growth"] else "")


def mark(value: float, target: float | None) -> str:
    """What is not reached stands out."""
    return f"{value:.1f}" + ("" if target is None or value <= target else " !")


def beside(size: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What is no operation of a page."""
    found = []
    submit = size["operations"].get("submit (GET + POST)", {}).get("crowd")
    if submit:
        found.append(("submits acknowledged a second, 8 clients", f"{submit['rate']:.0f}", f"≥ {SUBMITS}"))
    if size.get("memory_bytes"):
        memory = f"{size['memory_bytes'] / 2**20:.0f} MiB"
        found.append(("memory of the web, 2 workers (PSS)", memory, f"≤ {MEMORY // 2**20} MiB"))
    if "share" in size.get("polling", {}):
        polling = size["polling"]
        words = f"{polling['agents']} agents polling every 10 s, of one core"
        found.append((words, f"{polling['share']:.1%}", f"≤ {polling['target']:.0%}"))
    if "behind" in size and size["behind"]["jobs"]:
        told = size["behind"]
        each = told["cpu_seconds"] / told["jobs"] * 1000
        found.append(("the worker's part, a job (with PostgreSQL's)", f"{each:.1f} ms", ""))
    if "journal" in size:
        found.append(("journal verify, events a second", f"{size['journal']['a_second']:,}", ""))
    if "sweep" in size:
        told = size["sweep"]
        words = f"the sweep's finding, {told['running']:,} deadlines run"
        found.append((words, f"{told['median_ms']:.2f} ms", "≤ 50 ms"))
    for name, told in size.get("floor", {}).items():
        found.append((f"floor: {name}", f"{told['cpu']:.1f} ms of CPU, {told['rate']:.0f} a second", ""))
    loaded = f"{size['loaded_seconds']:,.0f} s, {size['loaded_cpu_seconds']:,.0f} s of CPU"
    return [*found, (f"loading {size['tickets']:,} tickets", loaded, "< 300 s at 100,000")]
