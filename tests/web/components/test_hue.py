import re
from pathlib import Path

import pytest

from ventanilla.web import components
from ventanilla.web.components import hue as colours

BASE = (Path(components.__file__).parent / "static/components/base.css").read_text()
HUES = range(360)


def house(dark: bool) -> dict[str, str]:
    """The colours of base.css; those of the dark block replace the light ones."""
    light, night = BASE.split("@media (prefers-color-scheme: dark)")
    tokens = dict(re.findall(r"--([\w-]+): (#\w+)", light))
    night = night.split("*, ::before")[0]
    return {**tokens, **dict(re.findall(r"--([\w-]+): (#\w+)", night))} if dark else tokens


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * d for d in digits) if len(digits) == 3 else digits
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT = [
    ("ink", "paper"), ("ink", "card"), ("ink", "tint"), ("soft", "paper"), ("soft", "card"), ("soft", "tint"),
    ("accent", "paper"), ("accent", "card"), ("accent", "tint"), ("accent-strong", "tint"),
    ("on-accent", "accent"), ("on-accent", "accent-strong"), ("accent", "good-tint"), ("accent", "warn-tint"),
    ("accent", "bad-tint"),
    *[(tone, on) for tone in ("good", "warn", "bad") for on in (f"{tone}-tint", "paper", "card", "tint")],
    ("ink", "good-tint"), ("ink", "warn-tint"), ("ink", "bad-tint"), ("card", "good"), ("card", "soft"),
]  # fmt: skip
EDGES = [("edge", "paper"), ("edge", "card"), ("focus", "paper"), ("focus", "card"), ("focus", "tint")]


@pytest.mark.parametrize("dark", [False, True])
def test_every_hue_can_be_read_by_day_and_by_night(dark: bool) -> None:
    for hue in HUES:
        tokens = house(dark) | colours.palette(hue, colours.DARK if dark else colours.LIGHT)
        for one, other in TEXT:
            assert contrast(tokens[one], tokens[other]) >= 4.5, (hue, one, other)
        for one, other in EDGES:
            assert contrast(tokens[one], tokens[other]) >= 3, (hue, one, other)


@pytest.mark.parametrize("dark", [False, True])
def test_the_house_can_be_read_where_the_hue_did_not_arrive(dark: bool) -> None:
    tokens = house(dark)
    assert all(contrast(tokens[one], tokens[other]) >= 4.5 for one, other in TEXT)


def test_colours_are_plain_for_old_phones() -> None:
    assert "oklch" not in BASE + colours.stylesheet(255)
    assert len(set(map(colours.stylesheet, HUES))) > 300


def test_the_sheet_is_small_and_kept_for_a_year(faro) -> None:
    answer = faro.get(f"/look/75-{colours.VERSION}.css")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer["Cache-Control"]
    assert not answer.cookies
    assert len(answer.content) < 500


def test_a_hue_beyond_the_circle_is_no_page(faro) -> None:
    assert faro.get(f"/look/360-{colours.VERSION}.css").status_code == 404
    assert faro.get(f"/look/360-{colours.VERSION}.svg").status_code == 404


def test_the_mark_is_a_picture_of_the_hue(faro) -> None:
    answer = faro.get(f"/look/75-{colours.VERSION}.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert colours.sill(75) in answer.content.decode()
