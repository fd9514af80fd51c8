"""A section of the folder that is kept whole: one mapping, or one list, without rows or versions of its own."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from ventanilla.institutions.held import held_whole
from ventanilla.institutions.keeping import keep_whole
from ventanilla.lib.section import Content, Section, no_problems
from ventanilla.lib.shape import Shape
from ventanilla.lib.yamlfile import Problem


def whole(
    name: str,
    shape: type[Shape],
    *,
    called: str,
    noun: str = "",
    many: bool = False,
    required: bool = False,
    ordered: bool = False,
    check: Callable[[Content], Iterable[Problem]] = no_problems,
) -> Section:
    """`<name>.yaml`, kept under its name. `called` is what applying it calls the whole, `noun` one thing of it."""

    def apply(content: Content, at: datetime) -> list[str]:
        data: Any = [one.data() for one in content.values(name)]
        if not many:
            data = data[0] if data else {}
        return keep_whole(name, data, called=called)

    return Section(
        name=name,
        files=f"{name}.yaml",
        shape=shape,
        many=many,
        required=required,
        ordered=ordered,
        check=check,
        apply=apply,
        held=held_whole(name),
        noun=noun or called,
    )
