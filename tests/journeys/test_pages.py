"""Every page for everybody: readable by all, whole on a small phone, light on mobile data, quiet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.journeys import axe
from tests.journeys.conftest import COMPUTER, PHONE, Cookies, Opened
from tests.journeys.desks import DESKS
from tests.journeys.pages import ROLES, SLUG, STRANGER, cases
from tests.journeys.site import Site

pytestmark = pytest.mark.commits

LOOKS: dict[str, dict[str, Any]] = {
    "phone, light": {**PHONE, "color_scheme": "light"},
    "computer, dark": {**COMPUTER, "color_scheme": "dark"},
}
SMALLEST = {"viewport": {"width": 320, "height": 640}}  # as 1280 pixels at 400 %
MOST = 60_000  # bytes of a first load, styles and scripts with it
BRANCHES = ("/", "/services/{service}/", "/login/", "/register/", "/help/")


@pytest.fixture(scope="module")
def made(site: Site, browser: Browser, cookies: Cookies) -> Iterator[dict[str, str]]:
    ana = browser.new_context(**PHONE, locale="es-PA", storage_state=cookies(SLUG, "ana"))
    bruno = browser.new_context(**COMPUTER, locale="es-PA", storage_state=cookies(SLUG, "bruno"))
    yield cases(site, ana.new_page(), bruno.new_page())
    ana.close()
    bruno.close()


def signed_in(cookies: Cookies, who: str) -> dict[str, Any]:
    return {"storage_state": cookies(SLUG, who)} if who else {}


def visited(
    tab: Page, site: Site, paths: Sequence[str], made: dict[str, str]
) -> Iterator[tuple[str, Response]]:
    """Each page, once it is there; a confirmation that nobody may leave half written is none."""
    for path in paths:
        response = tab.goto(site.url(SLUG, path.format(**made)))
        assert response is not None and response.status == 200, (path, response and response.status)
        yield path, response


def test_axe_finds_a_fault_that_is_there(site: Site, opened: Opened) -> None:
    tab = opened(**PHONE)
    tab.goto(site.url(SLUG))
    tab.evaluate("() => document.documentElement.removeAttribute('lang')")
    assert [line for line in axe.findings(tab) if line.startswith("html-has-lang")]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("role", ROLES)
def test_axe_finds_nothing_on_any_page(
    site: Site, opened: Opened, cookies: Cookies, made: dict[str, str], role: str, look: str
) -> None:
    who, paths = ROLES[role]
    tab = opened(**LOOKS[look], **signed_in(cookies, who))
    found = {path: lines for path, _ in visited(tab, site, paths, made) if (lines := axe.findings(tab))}
    assert not found


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("desk", DESKS[1:], ids=lambda desk: desk.slug)
def test_axe_finds_nothing_in_any_institutions_colour(
    site: Site, opened: Opened, desk: Any, look: str
) -> None:
    tab = opened(**LOOKS[look])
    tab.goto(site.url(desk.slug))
    found = {"/": axe.findings(tab)}
    for path in ("/login/", "/register/", "/types/"):
        tab.goto(site.url(desk.slug, path))
        found[path] = axe.findings(tab)
    tab.goto(site.url(desk.slug, f"/?q={desk.search}"))
    tab.locator("#found").get_by_role("link", name=desk.service).click()
    found["service"] = axe.findings(tab)
    assert not any(found.values()), found


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_cut_off_at_400_percent(
    site: Site, opened: Opened, cookies: Cookies, made: dict[str, str], role: str
) -> None:
    who, paths = ROLES[role]
    tab = opened(**SMALLEST, **signed_in(cookies, who))
    wide = {path: lines for path, _ in visited(tab, site, paths, made) if (lines := tab.evaluate(TOO_WIDE))}
    assert not wide


#: What reaches beyond the right edge, unless a region of its own scrolls it.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= width) return []
  return [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > width + 1)
    .map((one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`).slice(0, 8)
}"""


@pytest.mark.parametrize("role", ROLES)
def test_fingers_hit_what_they_aim_at(
    site: Site, opened: Opened, cookies: Cookies, made: dict[str, str], role: str
) -> None:
    """24 pixels for everything that is not a link in a sentence, 44 for the button that does the thing."""
    who, paths = ROLES[role]
    tab = opened(**PHONE, **signed_in(cookies, who))
    small = {path: lines for path, _ in visited(tab, site, paths, made) if (lines := tab.evaluate(TOO_SMALL))}
    assert not small


TOO_SMALL = """() => {
  const told = []
  const rect = (one) => {
    const label = /radio|checkbox/.test(one.type) && (one.closest(".option") || one.closest("label"))
    return (label || one).getBoundingClientRect()
  }
  for (const one of document.querySelectorAll("a, button, summary, select, textarea, input:not([type=hidden])")) {
    const { width, height } = rect(one)
    if (!one.checkVisibility({ visibilityProperty: true }) || !width || one.closest(".unseen, .skip")) continue
    if (one.matches(".unseen, .skip")) continue
    const inline = one.tagName === "A" && getComputedStyle(one).display === "inline"
    const least = one.matches(".button:not(.small)") ? 44 : inline ? 0 : 24
    if (height < least || width < Math.min(least, 24)) {
      told.push(`${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 30)} ${width} x ${height}`)
    }
  }
  return told
}"""


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("", "/"),
        ("", "/services/validacion-de-pago/"),
        ("ana", "/services/validacion-de-pago/request/"),
        ("ana", "/tickets/{answered}/"),
    ],
    ids=["home", "service", "form", "request"],
)
def test_a_first_load_is_light_and_asks_nobody_else(
    site: Site, opened: Opened, cookies: Cookies, made: dict[str, str], who: str, path: str
) -> None:
    tab = opened(**PHONE, **signed_in(cookies, who))
    session = tab.context.new_cdp_session(tab)
    sizes: list[float] = []
    addresses: list[str] = []
    session.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    session.on("Network.requestWillBeSent", lambda told: addresses.append(told["request"]["url"]))
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    tab.goto(site.url(SLUG, path.format(**made)), wait_until="networkidle")
    assert len(sizes) > 4, "styles and scripts were measured"
    assert sum(sizes) <= MOST, list(zip(addresses, sizes, strict=False))
    assert not [one for one in addresses if not one.startswith((site.base, "data:"))]


def test_every_page_forbids_what_it_does_not_use(site: Site, opened: Opened, made: dict[str, str]) -> None:
    tab = opened(**PHONE)
    for path, response in visited(tab, site, STRANGER, made):
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy, path
