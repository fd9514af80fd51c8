"""The time line: what is done, where the ticket is, what is to come (UPN-05)."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.world_services import STAGES
from ventanilla.tickets.stages import SURVEY, Opinion, Stage, stages
from ventanilla.tickets.states import ENDED, MOVES, State

NINE = datetime(2026, 3, 9, 14, 0, tzinfo=UTC)
ANA, BRUNO = 1, 2


def hour(n: int) -> datetime:
    return NINE + timedelta(hours=n)


@dataclass
class Event:
    at: datetime
    data: dict[str, Any]
    actor_id: int | None = BRUNO


@dataclass
class Deadline:
    clock: str
    due_at: datetime
    met_at: datetime | None = None
    paused_at: datetime | None = None


@dataclass
class Story:
    """What happened to a ticket, told by its states."""

    told: list[Event] = field(default_factory=list)

    def to(self, state: State, n: int, who: int | None = BRUNO) -> "Story":
        self.told.append(Event(hour(n), {"state": str(state)}, who))
        return self

    def line(self, planned: Any = STAGES, **more: Any) -> list[Stage]:
        more.setdefault("deadlines", [])
        return stages(planned, state=self.told[-1].data["state"], events=self.told, **more)


def names(line: list[Stage]) -> list[tuple[str, str]]:
    return [(s.name["es"] if isinstance(s.name, dict) else str(s.name), s.status) for s in line]


def arrived() -> Story:
    return Story().to(State.SUBMITTED, 0, ANA)


def test_a_new_request_is_received_and_the_rest_is_to_come() -> None:
    line = arrived().line()
    assert names(line) == [("Recibida", "now"), ("En curso", "next"), ("Respuesta enviada", "next")]
    assert (line[0].at, line[0].who) == (hour(0), ANA)


def test_what_is_done_keeps_its_date_and_who_did_it() -> None:
    line = arrived().to(State.IN_PROGRESS, 1).line()
    assert names(line) == [("Recibida", "done"), ("En curso", "now"), ("Respuesta enviada", "next")]
    assert (line[1].at, line[1].who) == (hour(1), BRUNO)


def test_the_present_stage_carries_the_first_contact_and_the_answer_the_resolution() -> None:
    dues = [Deadline("first_contact", hour(24)), Deadline("resolution", hour(120))]
    line = arrived().line(deadlines=dues)
    assert [s.until for s in line] == [hour(24), None, hour(120)]


def test_a_promise_that_was_kept_is_not_shown_as_to_come() -> None:
    dues = [Deadline("first_contact", hour(24), met_at=hour(1)), Deadline("resolution", hour(120))]
    line = arrived().to(State.IN_PROGRESS, 1).line(deadlines=dues)
    assert [s.until for s in line] == [None, None, hour(120)]


def test_what_stands_still_has_no_date_and_a_correction_has_its_own() -> None:
    dues = [Deadline("resolution", hour(120), paused_at=hour(2)), Deadline("correction", hour(72))]
    line = arrived().to(State.CORRECTING, 2).line(deadlines=dues)
    assert [(s.state, s.until) for s in line] == [
        ("submitted", None),
        ("correcting", hour(72)),
        ("answered", None),
    ]


def test_without_words_for_an_answer_the_date_stands_at_the_present_stage() -> None:
    planned = [STAGES[0], STAGES[1]]
    line = arrived().line(planned, deadlines=[Deadline("resolution", hour(120))])
    assert [s.until for s in line] == [hour(120), None]


def test_waiting_for_the_student_shows_under_its_own_name_where_the_institution_has_none() -> None:
    line = arrived().to(State.IN_PROGRESS, 1).to(State.WAITING_STUDENT, 2).line()
    assert [(s.state, s.status) for s in line] == [
        ("submitted", "done"),
        ("in_progress", "done"),
        ("waiting_student", "now"),
        ("answered", "next"),
    ]


def test_waiting_for_the_student_is_never_announced() -> None:
    planned = [*STAGES[:2], {"slug": "w", "name": "Espera", "state": "waiting_student"}, STAGES[2]]
    assert "Espera" not in dict(names(arrived().line(planned)))


def test_a_stage_that_came_again_stands_where_it_came_last() -> None:
    story = arrived().to(State.IN_PROGRESS, 1).to(State.WAITING_STUDENT, 2).to(State.IN_PROGRESS, 3)
    assert [(s.state, s.status, s.at) for s in story.line()] == [
        ("submitted", "done", hour(0)),
        ("waiting_student", "done", hour(2)),
        ("in_progress", "now", hour(3)),
        ("answered", "next", None),
    ]


def test_a_wait_that_is_over_says_so() -> None:
    asked = arrived().to(State.IN_PROGRESS, 1).to(State.WAITING_STUDENT, 2)
    with translation.override("es"):
        assert "Espera su respuesta" in [str(stage.name) for stage in asked.line()]
        replied = [str(stage.name) for stage in asked.to(State.IN_PROGRESS, 3).line()]
    assert "Le pedimos algo" in replied
    assert "Espera su respuesta" not in replied


def test_a_reply_to_the_answer_takes_it_up_again_and_a_new_answer_is_to_come() -> None:
    story = arrived().to(State.ANSWERED, 1).to(State.IN_PROGRESS, 2, ANA)
    assert [(s.state, s.status) for s in story.line()] == [
        ("submitted", "done"),
        ("answered", "done"),
        ("in_progress", "now"),
        ("answered", "next"),
    ]


def test_a_closed_ticket_has_only_its_survey_before_it() -> None:
    story = arrived().to(State.ANSWERED, 1).to(State.CLOSED, 2)
    line = story.line(opinion=Opinion(hour(3), None), survey_name="Su opinión")
    assert [(s.state, s.status) for s in line] == [
        ("submitted", "done"),
        ("answered", "done"),
        ("closed", "done"),
        (SURVEY, "now"),
    ]
    answered = story.line(opinion=Opinion(hour(3), hour(4)), survey_name="Su opinión")
    assert (answered[-1].status, answered[-1].at) == ("done", hour(4))


def test_the_survey_is_the_last_stage_to_come() -> None:
    assert arrived().line(opinion=Opinion(None, None), survey_name="Su opinión")[-1].status == "next"


def test_a_withdrawn_ticket_ends_there() -> None:
    line = (
        arrived()
        .to(State.WITHDRAWN, 1, ANA)
        .line(opinion=Opinion(None, None), deadlines=[Deadline("resolution", hour(9))])
    )
    assert [(s.state, s.status, s.until) for s in line] == [
        ("submitted", "done", None),
        ("withdrawn", "done", None),
    ]


def test_events_that_change_no_state_move_nothing() -> None:
    story = arrived()
    story.told += [Event(hour(1), {}), Event(hour(2), {"state": "submitted"})]
    assert [s.at for s in story.line()] == [hour(0), None, None]


SMALL = st.lists(st.sampled_from(sorted(MOVES)), max_size=25)


@given(SMALL, st.sets(st.sampled_from([s["slug"] for s in STAGES])), st.booleans())
def test_whatever_happens_the_line_reads_done_then_now_then_to_come(
    moves: list[str], dropped: set[str], asked: bool
) -> None:
    story, state = arrived(), State.SUBMITTED
    for n, name in enumerate(moves, 1):
        sources, target = MOVES[name]
        if state in sources and target is not None:
            state = target
            story.to(state, n)
    planned = [s for s in STAGES if s["slug"] not in dropped]
    opinion = Opinion(None, None) if asked else None
    line = story.line(planned, deadlines=[Deadline("resolution", hour(99))], opinion=opinion)

    order = [("done", "now", "next").index(s.status) for s in line]
    assert order == sorted(order)
    assert [s.status for s in line].count("now") == (0 if state in ENDED else 1)
    assert [s.at for s in line if s.at] == sorted(s.at for s in line if s.at)
    assert all(s.at for s in line if s.status != "next")
    assert sum(s.until is not None for s in line) == (0 if state in ENDED | {State.ANSWERED} else 1) or (
        state == State.ANSWERED
    )
    assert (line[-1].state == SURVEY) == (asked and state != State.WITHDRAWN)
