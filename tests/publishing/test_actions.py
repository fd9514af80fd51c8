"""A draft's life: nothing is published by halves, nobody is overwritten in silence, old promises stand."""

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest

from tests.world import MONDAY, World
from ventanilla.catalogue import queries as catalogue
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.models import CalendarVersion, Unit
from ventanilla.journal.models import Event
from ventanilla.people.models import Person
from ventanilla.publishing import actions, queries
from ventanilla.publishing.models import Edit
from ventanilla.publishing.soundness import Unsound
from ventanilla.publishing.table import KINDS

LATER = MONDAY + timedelta(hours=1)


class Writer:
    """Somebody of the office at one draft."""

    def __init__(self, world: World, author: Person, kind: str = "service", slug: str = "constancia") -> None:
        self.world, self.author, self.kind, self.slug = world, author, KINDS[kind], slug

    def begin(self) -> Edit:
        held = self.kind.held(self.slug)
        assert held is not None
        return actions.begin(kind=self.kind, held=held, author=self.author, at=MONDAY)

    def write(self, **changes: Any) -> Edit:
        edit = self.begin()
        data = {**deepcopy(edit.data), **changes}
        return actions.save(kind=self.kind, edit=edit, data=data, institution=self.world.faro, at=MONDAY)

    def publish(self) -> Any:
        return actions.publish(
            kind=self.kind, slug=self.slug, author=self.author, institution=self.world.faro, at=LATER
        )


@pytest.fixture
def hugo(acting: World) -> Writer:
    return Writer(acting, acting.hugo)


@pytest.fixture
def carla(acting: World) -> Writer:
    return Writer(acting, acting.carla)


def test_a_draft_is_seen_by_nobody_until_it_is_published(hugo: Writer) -> None:
    before = hugo.world.version("constancia")
    hugo.write(name="Constancia nueva")
    assert hugo.world.version("constancia").pk == before.pk
    told = hugo.publish()
    now = hugo.world.version("constancia")
    assert (now.name, now.n, told.n) == ("Constancia nueva", before.n + 1, before.n + 1)
    assert not Edit.objects.exists()


def test_publishing_is_an_event_with_digests_and_no_words(hugo: Writer) -> None:
    hugo.write(name="Constancia nueva", summary="Otra cosa")
    hugo.publish()
    event = Event.objects.get(kind="catalogue.published")
    assert (event.actor_id, event.channel, event.at) == (hugo.author.pk, "office", LATER)
    assert event.data["fields"] == ["name", "summary"]
    assert event.data["slug"] == "constancia"
    assert "nueva" not in str(event.data)
    told = queries.last_publication(event.subject_kind, event.subject_id)
    assert told is not None
    assert (told.by, told.at) == (hugo.author.full_name, LATER)


def test_an_old_ticket_keeps_the_version_that_it_was_asked_with(hugo: Writer) -> None:
    ticket = hugo.world.ticket(hugo.world.ana)
    hugo.write(name="Constancia nueva")
    hugo.publish()
    ticket.refresh_from_db()
    assert ticket.version.n == 1
    assert ticket.version.name != "Constancia nueva"


def test_the_search_follows(hugo: Writer) -> None:
    assert not catalogue.found("zarigüeya")
    hugo.write(keywords=["zarigüeya"])
    hugo.publish()
    assert [version.slug for version in catalogue.found("zarigueya")] == ["constancia"]


def test_the_second_to_publish_reads_what_the_first_changed_and_keeps_his_text(
    hugo: Writer, carla: Writer
) -> None:
    carla.write(summary="Lo de Carla", name="Nombre de Carla")
    hugo.write(summary="Lo de Hugo", for_whom="Para todos")
    carla.publish()
    with pytest.raises(actions.Outdated):
        hugo.publish()
    assert hugo.world.version("constancia").data["summary"] == "Lo de Carla"
    edit, held = hugo.begin(), hugo.kind.held("constancia")
    assert held is not None
    clashes = actions.catch_up(kind=hugo.kind, edit=edit, held=held, at=LATER)
    assert [(clash.way, clash.ours, clash.theirs) for clash in clashes] == [
        (("summary",), "Lo de Hugo", "Lo de Carla")
    ]
    hugo.publish()
    data = hugo.world.version("constancia").data
    assert (data["name"], data["summary"], data["for_whom"]) == (
        "Nombre de Carla",
        "Lo de Hugo",
        "Para todos",
    )


def test_a_draft_in_which_nothing_was_written_begins_with_what_is_true_now(
    hugo: Writer, carla: Writer
) -> None:
    hugo.begin()
    carla.write(name="Nombre de Carla")
    carla.publish()
    assert hugo.begin().data["name"] == "Nombre de Carla"
    with pytest.raises(actions.NoDraft):
        hugo.publish()


def test_what_the_folder_would_refuse_the_office_refuses(hugo: Writer) -> None:
    with pytest.raises(Unsound) as unsound:
        hugo.write(name="")
    assert [(fault.way, fault.words) for fault in unsound.value.faults] == [("name", "El texto está vacío.")]
    files = [question for question in hugo.begin().data["form"] if question["type"] != "file"]
    with pytest.raises(Unsound) as unsound:
        hugo.write(form=files, evidence="required")
    assert unsound.value.faults[0].way == "evidence"
    with pytest.raises(Unsound):
        hugo.write(unit="nadie")
    assert not hugo.begin().differs


def test_hours_that_cross_are_refused_and_good_ones_are_a_new_version(acting: World) -> None:
    writer = Writer(acting, acting.hugo, "calendar", "oficina")
    hours = deepcopy(writer.begin().data["hours"])
    with pytest.raises(Unsound) as unsound:
        writer.write(hours={**hours, "mon": ["08:00-12:00", "11:00-15:00"]})
    assert unsound.value.faults[0].way.startswith("hours.mon")
    writer.write(hours={**hours, "sat": ["09:00-12:00"]})
    ticket = acting.ticket(acting.ana)
    before = ticket.due_at
    writer.publish()
    assert CalendarVersion.objects.get(slug="oficina", current=True).n == 2
    ticket.refresh_from_db()
    assert ticket.due_at == before
    assert Event.objects.filter(kind="calendar.published").count() == 1


def test_a_unit_says_something_else_but_may_not_stand_under_itself(acting: World) -> None:
    writer = Writer(acting, acting.carla, "unit", "registro")
    with pytest.raises(Unsound) as unsound:
        writer.write(parent="registro")
    assert "círculo" in unsound.value.faults[0].words
    writer.write(phone="507 555-0101")
    writer.publish()
    assert Unit.objects.get(slug="registro").data["phone"] == "507 555-0101"
    writer.write(phone="507 555-0102")
    writer.publish()
    assert Event.objects.filter(kind="unit.changed").count() == 2


def test_a_category_is_described_anew(acting: World) -> None:
    writer = Writer(acting, acting.hugo, "category", "financieros")
    writer.write(description="Pagos y becas")
    writer.publish()
    found = catalogue.category("financieros")
    assert found is not None
    assert found.data["description"] == "Pagos y becas"


def test_what_is_gone_cannot_be_published(hugo: Writer) -> None:
    hugo.write(name="Constancia nueva")
    ServiceVersion.objects.filter(slug="constancia").update(current=False)
    with pytest.raises(actions.Gone):
        hugo.publish()


def test_a_sheet_of_a_draft_that_ended_in_another_window_is_no_error_of_the_database(hugo: Writer) -> None:
    edit = hugo.write(name="Constancia nueva")
    hugo.publish()
    data = {**deepcopy(edit.data), "summary": "Otra cosa."}
    with pytest.raises(actions.NoDraft):
        actions.save(kind=hugo.kind, edit=edit, data=data, institution=hugo.world.faro, at=LATER)
    held = hugo.kind.held(hugo.slug)
    assert held is not None
    with pytest.raises(actions.NoDraft):
        actions.catch_up(kind=hugo.kind, edit=edit, held=held, at=LATER)
    assert not Edit.objects.exists()
