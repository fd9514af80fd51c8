"""Fifty agents whose lists stay fresh: each asks every ten seconds, and is told that nothing changed."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from statistics import quantiles
from typing import Any

from bench.client import Client, Unexpected
from bench.operations import Desk
from bench.race import progress
from bench.stage import Stage

EVERY = 10.0
LASTS = 60.0
NEWS = re.compile(rb'data-etag="([^"]*)" data-news="([^"]*)"')
#: Share of one core.
TARGET = 0.05


def polling(stage: Stage, acts: dict[str, Any]) -> dict[str, Any]:
    """A minute of it as it comes, over all agents, at the share of one core that it takes."""
    desk = Desk(stage.addresses.web, acts)
    agents = [desk.signed_in(session) for session in acts["agents"]]
    try:
        watched = [opened(agent) for agent in agents]
    except Unexpected as problem:
        progress(f"polling: skipped, {problem}")
        return {"skipped": str(problem)}
    for agent, (etag, news) in zip(agents, watched, strict=True):
        ask(agent, etag, news)
    before, began = stage.cost(), time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        took = list(pool.map(lambda turn: turn(), turns(agents, watched, began)))
    seconds, spent = time.monotonic() - began, stage.cost().since(before)
    share = spent.both / seconds
    progress(f"{len(agents)} agents polling: {share:.1%} of one core (to reach: {TARGET:.0%})")
    cuts = quantiles(took, n=20)
    return {
        "agents": len(agents),
        "asked": len(took),
        "share": round(share, 4),
        "target": TARGET,
        "cpu": round(spent.both / len(took) * 1000, 2),
        "p50": round(cuts[9] * 1000, 1),
        "p95": round(cuts[18] * 1000, 1),
    }


def opened(agent: Client) -> tuple[str, str]:
    """What a page with a list tells its script."""
    found = NEWS.search(agent.get("/desk/").body)
    if found is None:
        raise Unexpected("the list does not say where its news are")
    return unescape(found[1].decode()), unescape(found[2].decode())


def turns(agents: list[Client], watched: list[tuple[str, str]], began: float) -> Any:
    """Spread evenly over the ten seconds, as people come at different times."""
    for n in range(int(LASTS / EVERY) * len(agents)):
        due = began + n * EVERY / len(agents)
        agent, (etag, news) = agents[n % len(agents)], watched[n % len(agents)]
        yield lambda due=due, agent=agent, etag=etag, news=news: asked_at(due, agent, etag, news)


def asked_at(due: float, agent: Client, etag: str, news: str) -> float:
    time.sleep(max(0.0, due - time.monotonic()))  # people come at their own time: that is what is measured
    return ask(agent, etag, news)


def ask(agent: Client, etag: str, news: str) -> float:
    began = time.perf_counter()
    agent.get(news, status=304, headers={"If-None-Match": etag})
    return time.perf_counter() - began
