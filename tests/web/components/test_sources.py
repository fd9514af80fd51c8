"""What the policy of the pages forbids is in no template, and what a phone must load stays small."""

import gzip
import re
from pathlib import Path

import django_htmx
import pytest

import ventanilla

SOURCE = Path(ventanilla.__file__).parent
STATIC = SOURCE / "web/components/static/components"
HTMX = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"
PAGES = sorted(SOURCE.glob("web/**/templates/**/*.html")) + sorted(SOURCE.glob("config/templates/**/*.html"))
FORBIDDEN = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a style element": r"<style",
    "a handler": r"<[^>]*\son[a-z]+\s*=",
    "an htmx handler": r"hx-on|hx-vals\s*=\s*[\"']js:",
    "an inline script": r"<script(?![^>]*\ssrc=)",
    "a script address": r"(?i)(href|src|action)\s*=\s*[\"']?\s*javascript:",
    "something from elsewhere": r"(src|href)\s*=\s*[\"']?(https?:)?//",
    "autoescape off": r"\|safe\b|autoescape off",
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(SOURCE)))
def test_no_page_holds_what_the_policy_forbids(page: Path) -> None:
    text = page.read_text()
    found = [name for name, pattern in FORBIDDEN.items() if re.search(pattern, text)]
    assert not found


def weight(*files: Path) -> int:
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)


def test_our_styles_and_scripts_are_light() -> None:
    styles = [STATIC / f"{name}.css" for name in ("base", "parts", "form", "print")]
    scripts = [STATIC / f"{name}.js" for name in ("page", "form", "files", "draft")]
    assert weight(*styles) <= 7_000
    assert weight(*scripts) <= 6_000
    assert weight(*styles, *scripts, HTMX) <= 32_000


@pytest.mark.parametrize("path", ["/portal", "/ticket", "/form", "/desk"])
def test_a_first_load_stays_far_below_sixty_kilobytes(faro, path: str) -> None:
    html = len(gzip.compress(faro.get(f"/components/gallery{path}").content, 9))
    assert html + weight(*STATIC.glob("*.css"), *STATIC.glob("*.js"), HTMX) + 500 <= 45_000


def test_styles_use_no_colour_that_old_phones_do_not_know() -> None:
    text = "".join(file.read_text() for file in STATIC.glob("*.css"))
    assert not re.search(r"oklch|color-mix|@layer|light-dark|@import|url\(", text)
