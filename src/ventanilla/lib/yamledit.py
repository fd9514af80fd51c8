"""Changing what a YAML file says and nothing else in it: comments, order and every other letter stay.

Only the parts that differ are written anew, at the place where they stand (libyaml's marks).
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml

from ventanilla.lib import yamlwrite
from ventanilla.lib.merging import named

Node = yaml.nodes.Node


class Splice(NamedTuple):
    start: int
    end: int
    words: str


def edited(text: str, old: Any, new: Any) -> str:
    """`text`, which says `old`, saying `new`.

    What `old` leaves out and the text has (a default that was written down) stays, and what `old` has and the text
    leaves out (because it is inherited) is only written where it changes.
    """
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if root is None:
        return text + yamlwrite.document(new)
    splices = sorted(_Editor(text).node(root, old, new), reverse=True)
    for start, end, words in splices:
        text = text[:start] + words + text[end:]
    return text


class _Editor:
    def __init__(self, text: str) -> None:
        self.text = text

    def node(self, node: Node, old: Any, new: Any) -> Iterator[Splice]:
        """Splices that make a value another one."""
        if old == new:
            return
        if isinstance(node, yaml.MappingNode) and _both(Mapping, old, new) and new:
            yield from self._mapping(node, old, new)
        elif isinstance(node, yaml.SequenceNode) and _both(list, old, new) and len(old) == len(node.value):
            yield from self._sequence(node, old, new)
        else:
            yield self._anew(node, new)

    def _mapping(
        self, node: yaml.MappingNode, old: Mapping[str, Any], new: Mapping[str, Any]
    ) -> Iterator[Splice]:
        pairs = {key.value: (key, value) for key, value in node.value}
        gone = [key for key in pairs if key in old and key not in new]
        come = [key for key in new if key not in pairs and (key not in old or old[key] != new[key])]
        kept = [key for key in pairs if key not in gone]
        if (gone or come) and (node.flow_style or not kept or self._begins_after_dash(node, gone)):
            yield self._anew(node, _with_rest(node, old, new))
            return
        for key in kept:
            if key in new and old.get(key) != new[key]:
                yield from self._value(*pairs[key], key in old, old.get(key), new[key])
        yield from (self._without(*pairs[key]) for key in gone)
        yield from self._inserted(node, pairs, kept, new, come)

    def _value(self, key: Node, value: Node, known: bool, old: Any, new: Any) -> Iterator[Splice]:
        inside = list(self.node(value, old, new)) if known else [self._anew(value, new)]
        whole = len(inside) == 1 and inside[0][:2] == (value.start_mark.index, self._end(value))
        if not whole or self._in_flow(value):
            yield from inside
            return
        start = self.text.index(":", key.end_mark.index) + 1
        lines = yamlwrite.pair(key.value, new, key.start_mark.column)
        yield Splice(start, self._end(value), "\n".join(lines)[key.start_mark.column + len(key.value) + 1 :])

    def _begins_after_dash(self, node: yaml.MappingNode, gone: list[str]) -> bool:
        """Whether the key that stands beside the dash of a list goes: then another must take its place."""
        first = node.value[0][0]
        line = self.text[self._line_start(first.start_mark.index) : first.start_mark.index]
        return first.value in gone and bool(line.strip())

    def _without(self, key: Node, value: Node) -> Splice:
        start = self._line_start(key.start_mark.index)
        return Splice(start, self._line_end(self._end(value)) + 1, "")

    def _inserted(
        self,
        node: yaml.MappingNode,
        pairs: Mapping[str, Any],
        kept: list[str],
        new: Mapping[str, Any],
        come: list[str],
    ) -> Iterator[Splice]:
        """Each after the nearest key that stands before it in `new`."""
        indent = node.start_mark.column
        places: dict[str | None, list[str]] = {}
        anchor: str | None = None
        for key in new:
            if key in come:
                places.setdefault(anchor, []).extend(yamlwrite.pair(key, new[key], indent))
            elif key in kept:
                anchor = key
        for before, lines in places.items():
            if before is None:
                first = pairs[kept[0]][0].start_mark.index
                yield Splice(first, first, "\n".join(lines).lstrip() + "\n" + " " * indent)
            else:
                end = self._line_end(self._end(pairs[before][1]))
                yield Splice(end, end, "\n" + "\n".join(lines))

    def _sequence(self, node: yaml.SequenceNode, old: list[Any], new: list[Any]) -> Iterator[Splice]:
        by_name = named(old, new)
        if by_name is None:
            if len(old) == len(new):
                for inner, before, after in zip(node.value, old, new, strict=True):
                    yield from self.node(inner, before, after)
            else:
                yield self._anew(node, new)
            return
        was, will = by_name
        stay = [name for name in was if name in will]
        reordered = stay != [name for name in will if name in was]
        added = [name for name in will if name not in was]
        at_end = list(will)[len(stay) :] == added
        if reordered or not stay or not at_end or (node.flow_style and was.keys() != will.keys()):
            yield self._anew(node, new)
            return
        for inner, name in zip(node.value, was, strict=True):
            if name in will:
                yield from self.node(inner, was[name], will[name])
            else:
                start = self._line_start(inner.start_mark.index)
                yield Splice(start, self._line_end(self._end(inner)) + 1, "")
        if added:
            lines = [line for name in added for line in yamlwrite.listed(will[name], node.start_mark.column)]
            end = self._line_end(self._end(node))
            yield Splice(end, end, "\n" + "\n".join(lines))

    def _anew(self, node: Node, new: Any) -> Splice:
        """The whole value written anew where it stands."""
        if isinstance(new, str) and isinstance(node, yaml.ScalarNode) and node.style in {"'", '"'}:
            return Splice(node.start_mark.index, self._end(node), yamlwrite.quoted(new))
        column = node.start_mark.column
        on_own_lines = (
            isinstance(new, Mapping | list) and new and not self._in_flow(node) and not node_is_flow(node)
        )
        words = "\n".join(yamlwrite.block(new, column)).lstrip() if on_own_lines else yamlwrite.inline(new)
        return Splice(node.start_mark.index, self._end(node), words)

    def _in_flow(self, node: Node) -> bool:
        """Whether it stands inside brackets or braces: then it must stay on its line."""
        return node.start_mark.index in self._flowing

    @property
    def _flowing(self) -> set[int]:
        if not hasattr(self, "_known"):
            self._known: set[int] = set()
            if (root := yaml.compose(self.text, Loader=yaml.CSafeLoader)) is not None:
                _gather(root, self._known, inside=False)
        return self._known

    def _end(self, node: Node) -> int:
        """After its last letter; a block's own mark stands after the comments that follow it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        end = node.end_mark.index
        if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
            return node.start_mark.index + len(self.text[node.start_mark.index : end].rstrip())
        return int(end)

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found


def node_is_flow(node: Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _with_rest(node: yaml.MappingNode, old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """The new mapping, and what was written down though it need not be."""
    rest = {key.value: value.value for key, value in node.value if isinstance(value, yaml.ScalarNode)}
    return {**{key: value for key, value in rest.items() if key not in old and key not in new}, **new}


def _gather(node: Node, found: set[int], *, inside: bool) -> None:
    if inside:
        found.add(node.start_mark.index)
    if isinstance(node, yaml.CollectionNode):
        for child in node.value:
            for part in child if isinstance(child, tuple) else (child,):
                _gather(part, found, inside=inside or bool(node.flow_style))


def _both(kind: Any, *values: Any) -> bool:
    return all(isinstance(value, kind) for value in values)
