"""axe-core in a page whose Content-Security-Policy stays on: it runs in a world of its own beside the page's."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def findings(tab: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA on the page as it stands, a line each."""
    session = tab.context.new_cdp_session(tab)
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})
    context = world["executionContextId"]

    def run(expression: str) -> Any:
        told = session.send(
            "Runtime.evaluate",
            {"expression": expression, "contextId": context, "awaitPromise": True, "returnByValue": True},
        )
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    run(source() + "\n;0")
    options = json.dumps({"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
    found = run(f"axe.run(document, {options}).then((told) => JSON.stringify(told.violations))")
    session.detach()
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in json.loads(found)
        for node in rule["nodes"]
    ]


@cache
def source() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text()
