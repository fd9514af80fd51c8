"""One request from registration to survey, at each of the six desks, in a real browser with real mail."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import line
from tests.journeys.desks import DESKS, Desk
from tests.journeys.site import Site
from tests.journeys.visit import sign_in, stages
from ventanilla.config.demo.catcher import Catcher

pytestmark = pytest.mark.commits


@pytest.mark.parametrize("desk", DESKS, ids=lambda desk: desk.slug)
def test_a_request_goes_from_registration_to_survey(
    site: Site, catcher: Catcher, page: Page, agent: Page, stranger: Page, desk: Desk
) -> None:
    line.register(page, site, desk)
    line.find(page, desk)
    request = line.submit(page, desk)
    line.confirmed(page, site, request)
    received, at_work, answered, closed = desk.stages
    assert stages(page)[:2] == [("Ahora", received), ("Por venir", at_work)]

    sign_in(agent, site, desk.slug, desk.agent)
    line.take(agent, request)
    line.ask(agent)
    line.reply(page, site, request)
    line.attend(agent)
    line.read_answer(page, site, request)
    done, now, to_come = "Hecho", "Ahora", "Por venir"
    told = [step for step in stages(page) if step[1] in desk.stages]
    assert told == [(done, received), (done, at_work), (now, answered), (to_come, closed)]

    line.close(agent)
    line.rate(stranger, site, request)
    page.goto(site.url(desk.slug, "/tickets/"))
    expect(page.locator("main").get_by_role("listitem").filter(has_text=request.code)).to_contain_text(closed)


def test_the_record_of_all_that_is_whole(site: Site, catcher: Catcher) -> None:
    assert "the record is whole" in site.command("journal", "verify")
