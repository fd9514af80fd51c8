"""The first rule that holds names the unit; what is not known of somebody fulfils no condition (UME-01)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.catalogue.routing import ABOUT_PEOPLE, Asking, Route, way, ways
from ventanilla.catalogue.routing_soundness import MOST_CASES, _in_the_way


def service(*rules: dict[str, Any]) -> dict[str, Any]:
    return {"unit": "registro", "routing": [Route.model_validate(rule).data() for rule in rules]}


REMOTE = {"when": {"campus": ["chitre", "david"]}, "unit": "remota"}
MASTERS = {"when": {"user_type": "maestria", "modality": "virtual"}, "unit": "maestrias"}
LIBRARY = {"when": {"answers": {"plataforma": ["biblioteca", "correo"]}}, "unit": "biblioteca"}


@pytest.mark.parametrize(
    ("asking", "unit", "rule"),
    [
        (Asking(), "registro", None),
        (Asking(campus="chitre"), "remota", 1),
        (Asking(campus="david", user_types=("maestria",), modality="virtual"), "remota", 1),
        (Asking(campus="santiago", user_types=("maestria", "graduado"), modality="virtual"), "maestrias", 2),
        (Asking(user_types=("maestria",)), "registro", None),
        (Asking(user_types=("maestria",), modality="presencial"), "registro", None),
        (Asking(answers={"plataforma": "biblioteca"}), "biblioteca", 3),
        (Asking(answers={"plataforma": ["otra", "correo"]}), "biblioteca", 3),
        (Asking(answers={"plataforma": "otra"}), "registro", None),
    ],
)
def test_the_first_rule_that_holds_decides(asking: Asking, unit: str, rule: int | None) -> None:
    found = way(service(REMOTE, MASTERS, LIBRARY), asking)
    assert (found.unit, found.rule) == (unit, rule)


def test_a_version_from_before_there_were_rules_goes_to_its_unit() -> None:
    assert way({"unit": "registro"}, Asking(campus="chitre")).unit == "registro"


def test_what_is_not_known_yet_opens_forks_until_a_rule_is_certain() -> None:
    data = service(LIBRARY, REMOTE, MASTERS)
    found, forks = ways(data, Asking(campus="david", unknown=frozenset({"answers"})))
    assert (found.unit, found.rule) == ("remota", 2)
    assert [(fork.unit, fork.depends) for fork in forks] == [
        ("biblioteca", {"plataforma": ["biblioteca", "correo"]})
    ]
    everything = frozenset({*ABOUT_PEOPLE, "answers"})
    found, forks = ways(data, Asking(unknown=everything))
    assert found.unit == "registro"
    assert [fork.unit for fork in forks] == ["biblioteca", "remota", "maestrias"]


SLUGS = st.lists(st.sampled_from("abc"), min_size=1, max_size=3, unique=True)
WHEN = st.dictionaries(st.sampled_from(["campus", "modality", "user_type"]), SLUGS, min_size=1)
ASKING = st.builds(
    Asking,
    campus=st.sampled_from(["a", "b", "c", None]),
    modality=st.sampled_from(["a", "b", "c", ""]),
    user_types=st.lists(st.sampled_from("abc"), unique=True).map(tuple),
)


@given(st.lists(WHEN, min_size=1, max_size=6), ASKING)
def test_a_rule_that_is_told_to_decide_never_never_decides(whens: list[Any], asking: Asking) -> None:
    data = service(*({"when": when, "unit": f"u{n}"} for n, when in enumerate(whens)))
    decided = way(data, asking).rule
    if decided is not None:
        assert not _in_the_way(whens[decided - 1], whens[: decided - 1])


@given(st.lists(WHEN, max_size=6), ASKING, st.sets(st.sampled_from([*ABOUT_PEOPLE, "answers"])))
def test_the_way_taken_is_always_among_the_ways_foretold(
    whens: list[Any], asking: Asking, unknown: set[str]
) -> None:
    data = service(*({"when": when, "unit": f"u{n}"} for n, when in enumerate(whens)))
    blurred = Asking(asking.campus, asking.modality, "", asking.user_types, {}, frozenset(unknown))
    found, forks = ways(data, blurred)
    assert way(data, asking).unit in {found.unit, *(fork.unit for fork in forks)}


def test_rules_too_large_to_compare_case_by_case_are_compared_as_wholes() -> None:
    many = [f"s{n}" for n in range(80)]
    large = {"campus": many, "modality": many}
    assert len(many) ** 2 > MOST_CASES
    assert _in_the_way(large, [{"campus": many[:40]}, {"campus": many}]) == [2]
    assert _in_the_way(large, [{"campus": many[:40]}, {"campus": many[40:]}]) == []
