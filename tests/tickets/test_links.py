"""Tickets that belong together: related, parent and child."""

from datetime import timedelta

import pytest

from tests.world import MONDAY, World
from ventanilla.journal.models import Event
from ventanilla.people.models import Person
from ventanilla.tickets import links
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.link import CannotLink, link, unlink
from ventanilla.tickets.actions.merge import merge
from ventanilla.tickets.models import Link, Ticket
from ventanilla.tickets.queries import visible_on_desk

LATER = MONDAY + timedelta(hours=1)


def join(ticket: Ticket, other: Ticket, agent: Person, kind: str = "child") -> Link:
    return link(ticket_id=ticket.pk, other_id=other.pk, kind=kind, agent=agent, at=LATER)


def test_each_sees_what_the_other_is_to_it(acting: World) -> None:
    fall, ana, diego = (acting.ticket(who) for who in (acting.fabia, acting.ana, acting.diego))
    join(ana, fall, acting.bruno)
    join(diego, fall, acting.bruno)
    join(ana, diego, acting.bruno, "related")
    assert [(one.role, one.code) for one in links.of(fall)] == [("child", ana.code), ("child", diego.code)]
    assert [(one.role, one.code) for one in links.of(ana)] == [("parent", fall.code), ("related", diego.code)]
    assert Event.objects.filter(kind="ticket.linked").count() == 6
    assert list(links.open_children(fall)) == [ana.code, diego.code]
    attend.close(ticket_id=ana.pk, agent=acting.bruno, at=LATER)
    assert list(links.open_children(fall)) == [diego.code]


def test_no_link_betrays_what_one_may_not_see(acting: World) -> None:
    own, secret = acting.ticket(acting.ana), acting.ticket(acting.ana, "bienestar")
    Link.objects.create(kind="related", ticket=own, other=secret, by=acting.hugo, at=LATER)
    assert len(links.of(own)) == 1
    assert links.of(own, visible_on_desk(acting.bruno)) == []
    with pytest.raises(PermissionError):
        join(own, secret, acting.bruno, "related")


def test_what_does_not_belong_together_says_why(acting: World) -> None:
    one, two, three, four = (
        acting.ticket(who) for who in (acting.ana, acting.diego, acting.fabia, acting.gema)
    )
    join(one, two, acting.bruno)
    for pair, words in (
        ((one, one), "esta misma"),
        ((two, one), "Ya están vinculadas"),
        ((one, three), "ya es parte de otra"),
        ((three, one), "es a su vez parte"),
        ((two, three), "tiene partes propias"),
    ):
        with pytest.raises(CannotLink, match=words):
            join(*pair, acting.bruno)
    assert Link.objects.count() == 1
    with pytest.raises(PermissionError):
        join(three, four, acting.fabia)


def test_what_was_linked_by_mistake_is_unlinked_once(acting: World) -> None:
    one, two = acting.ticket(acting.ana), acting.ticket(acting.diego)
    made = join(one, two, acting.bruno)
    with pytest.raises(PermissionError):
        unlink(link_id=made.pk, agent=acting.fabia, at=LATER)
    for _ in range(2):
        unlink(link_id=made.pk, agent=acting.bruno, at=LATER)
    assert not Link.objects.exists()
    assert Event.objects.filter(kind="ticket.unlinked").count() == 2


def test_the_links_of_what_was_merged_are_those_of_what_it_became(acting: World) -> None:
    keep, gone, other = acting.ticket(acting.ana), acting.ticket(acting.ana), acting.ticket(acting.diego)
    join(gone, other, acting.bruno, "related")
    merge(keep_id=keep.pk, merged_id=gone.pk, agent=acting.bruno, at=LATER)
    assert [one.code for one in links.of(keep)] == [other.code]
