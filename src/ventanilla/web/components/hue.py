"""An institution's colours from its one number, the hue of OKLCH (0–359).

Computed here, not in CSS: phones whose browser does not know `oklch()` get the same plain colours,
and tests can prove the contrast of every hue instead of trusting six of them.
Formulas: https://bottosson.github.io/posts/oklab/
"""

from functools import cache
from hashlib import sha256
from math import cos, radians, sin

DEFAULT = 255

#: role → (lightness, chroma) in light and in dark; chroma shrinks where sRGB cannot show it.
LIGHT = {
    "accent": (0.42, 0.12),
    "accent-strong": (0.34, 0.1),
    "on-accent": (1.0, 0.0),
    "tint": (0.962, 0.017),
    "tint-line": (0.87, 0.045),
    "focus": (0.52, 0.19),
}
DARK = {
    "accent": (0.8, 0.095),
    "accent-strong": (0.88, 0.07),
    "on-accent": (0.19, 0.02),
    "tint": (0.265, 0.03),
    "tint-line": (0.4, 0.05),
    "focus": (0.77, 0.15),
}


@cache
def stylesheet(hue: int) -> str:
    """`--accent` and its family for light and dark, ready to be sent."""
    light, dark = declarations(palette(hue, LIGHT)), declarations(palette(hue, DARK))
    return f":root{{--sill:{sill(hue)};{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}"


@cache
def mark(hue: int) -> str:
    """The window over its sill, as the browser's tab shows it."""
    paper, ink, ledge = palette(hue, LIGHT)["tint"], palette(hue, LIGHT)["accent"], sill(hue)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<path fill="{paper}" stroke="{ink}" stroke-width="3" d="M6 23V12a10 10 0 0 1 20 0v11"/>'
        f'<path stroke="{ink}" stroke-width="2" d="M16 3v20M6 13h20"/>'
        f'<path stroke="{ledge}" stroke-width="5" stroke-linecap="round" d="M4 26h24"/></svg>'
    )


def sill(hue: int) -> str:
    """The ledge carries no text, so it may be as vivid as the hue naturally is: yellow bright, blue deep."""
    lightness = max((step / 100 for step in range(50, 77)), key=lambda step: strongest(step, hue))
    return hexadecimal(*in_gamut(lightness, 0.17, hue))


def strongest(lightness: float, hue: int) -> float:
    steps = (step / 250 for step in range(80))
    return max(chroma for chroma in steps if shown(linear_rgb(lightness, chroma, hue)))


def palette(hue: int, roles: dict[str, tuple[float, float]]) -> dict[str, str]:
    return {role: hexadecimal(*in_gamut(*strength, hue)) for role, strength in roles.items()}


def declarations(colours: dict[str, str]) -> str:
    return ";".join(f"--{role}:{colour}" for role, colour in colours.items())


def in_gamut(lightness: float, chroma: float, hue: int) -> tuple[float, float, float]:
    """Linear sRGB; the lightness decides the contrast, so only chroma gives way."""
    while True:
        rgb = linear_rgb(lightness, chroma, hue)
        if chroma <= 0 or shown(rgb):
            return rgb
        chroma = max(0.0, chroma - 0.004)


def shown(rgb: tuple[float, float, float]) -> bool:
    return all(-1e-4 <= channel <= 1 + 1e-4 for channel in rgb)


def linear_rgb(lightness: float, chroma: float, hue: int) -> tuple[float, float, float]:
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def hexadecimal(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(255 * gamma(channel)):02x}" for channel in (red, green, blue))


def gamma(channel: float) -> float:
    channel = min(1.0, max(0.0, channel))
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


#: Part of the address of every sheet, so that a sheet may be kept for ever by who fetched it.
VERSION = sha256((stylesheet(0) + mark(0)).encode()).hexdigest()[:8]
