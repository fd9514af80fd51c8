"""A form of the office as somebody finds it, filled in and sent back."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class Form(HTMLParser):
    """What the fields of the page's big form hold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.inside, self.area, self.select = False, "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        has = dict(attrs)
        if tag == "form":
            self.inside = "sheet" in (has.get("class") or "")
        if not self.inside:
            return
        name = has.get("name") or ""
        if tag == "textarea":
            self.area = name
            self.values[name] = ""
        elif tag == "input":
            ticks = has.get("type") in {"checkbox", "radio"}
            if not ticks or "checked" in has:
                self.values[name] = has.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.values[self.area] = self.values[self.area].removeprefix("\n")
            self.area = ""
        elif tag == "form":
            self.inside = False


def sheet(client: Any, path: str) -> dict[str, str]:
    """The fields of a sheet, once its page is there."""
    answer = client.get(path)
    assert answer.status_code == 200, answer
    return Form(answer.content.decode()).values


def write(client: Any, path: str, **changes: str) -> Any:
    """Send the sheet back with changes; `name_es` stands for the field `name-es`."""
    fields = sheet(client, path)
    named = {
        name.replace("__", ".").replace("_es", "-es").replace("_en", "-en"): v for name, v in changes.items()
    }
    return client.post(path, {**fields, "look": "1", **named})
