"""The gallery in a real browser: nothing for axe to find, nothing cut off, no complaint in the console."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.commits

PATHS = ["", "/portal", "/ticket", "/form", "/form?wrong", "/desk"]
OPEN_ALL = "document.querySelectorAll('details').forEach((part) => (part.open = true))"
#: What sticks out on the right although nothing may scroll sideways, but for the desk's strips of lists on a phone.
OVERFLOW = """[...document.querySelectorAll('body *')]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1
    && !e.closest('.unseen, .skip, thead, .rail, .desk .tabs, .desk .sorts'))
  .map((e) => e.outerHTML.slice(0, 80))"""
SMALL = """[...document.querySelectorAll('.button, button, summary, nav > a, .option, .box, .tick')]
  .filter((e) => !e.closest('td') && e.getClientRects().length && e.getBoundingClientRect().height < 43.5)
  .map((e) => e.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(opened: Any, path: str, width: int, scheme: str) -> None:
    page = opened(path, width=width, color_scheme=scheme, bypass_csp=True)
    page.evaluate(OPEN_ALL)
    assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize("path", PATHS)
def test_at_four_hundred_percent_nothing_is_lost_or_scrolls_sideways(opened: Any, path: str) -> None:
    page = opened(path, width=320)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize("path", PATHS)
def test_fingers_find_their_targets(opened: Any, path: str) -> None:
    assert opened(path, width=360).evaluate(SMALL) == []


def test_no_input_makes_a_phone_zoom_in(opened: Any) -> None:
    page = opened("/form", width=360)
    sizes = page.evaluate(
        "[...document.querySelectorAll('.box')].map((e) => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 16


def test_larger_letters_still_fit(opened: Any) -> None:
    """Text spacing of WCAG 1.4.12 and letters of 200 %."""
    page = opened("/ticket", width=640, bypass_csp=True)
    page.add_style_tag(
        content="html{font-size:200%!important} *{line-height:1.5!important;letter-spacing:.12em!important;"
        "word-spacing:.16em!important} p{margin-bottom:2em!important}"
    )
    assert page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize("path", ["/form", "/desk"])
def test_the_focus_is_always_seen(opened: Any, path: str) -> None:
    page = opened(path)
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate("""() => {
          const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e)
          const near = e.closest('.option, .door') || e
          const ring = style.outlineStyle !== 'none' || getComputedStyle(near).outlineStyle !== 'none'
            || getComputedStyle(e, '::after').outlineStyle !== 'none'
          return [e === document.body || ring, box.bottom > 0 && box.top < innerHeight]
        }""")
        assert seen == [True, True], page.evaluate("document.activeElement.outerHTML.slice(0, 120)")


def test_the_skip_link_leads_to_the_content(opened: Any) -> None:
    page = opened("/portal")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_forced_colours_keep_buttons_and_states(opened: Any) -> None:
    page = opened("", forced_colors="active")
    borders = page.evaluate(
        "[...document.querySelectorAll('.chip, .button')].map((e) => getComputedStyle(e).borderTopWidth)"
    )
    assert set(borders) <= {"1px", "2px"}


def test_a_receipt_is_printed_without_the_chrome(opened: Any) -> None:
    page = opened("/ticket")
    page.emulate_media(media="print")
    hidden = [
        page.locator(part).first.is_visible() for part in (".sill-nav", ".foot-nav", ".actions .button")
    ]
    assert hidden == [False, False, False]
    assert page.locator(".promise time").is_visible()


def test_the_time_line_stands_before_the_conversation_on_a_phone(opened: Any) -> None:
    page = opened("/ticket", width=360)
    track, talk = page.locator("aside .track").bounding_box(), page.locator(".talk").bounding_box()
    assert track["y"] < talk["y"]
    wide = opened("/ticket")
    assert wide.locator("aside").bounding_box()["x"] > wide.locator(".talk").bounding_box()["x"]
