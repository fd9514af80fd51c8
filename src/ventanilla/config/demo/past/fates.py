"""What can become of a request, in sentences; each ends where now is."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from uuid import UUID

from ventanilla.config.demo.past.life import Life
from ventanilla.tickets.actions.decide import decide
from ventanilla.tickets.actions.extend import Wish, extend
from ventanilla.tickets.extending import options
from ventanilla.tickets.models import Extension
from ventanilla.tickets.queries import directors
from ventanilla.tickets.spells import clockwork

#: Days after which whatever stayed without a word was closed, or at least answered.
OLD = 16
#: Somebody looks soon, however long the term is.
FIRST_LOOK = timedelta(hours=40)


def answered(life: Life) -> None:
    begin(life)
    life.in_time(0.05, 0.6)
    life.answer(life.told.story.answer)
    conclude(life)


def asked(life: Life) -> None:
    _question(life)
    life.home(1, 60)
    life.reply(life.told.story.reply or "")
    life.in_time(0.05, 0.6)
    life.answer(life.told.story.answer)
    conclude(life)


def slow(life: Life) -> None:
    """What was asked for came, and then nothing."""
    _question(life)
    life.home(1, 30)
    life.reply(life.told.story.reply or "")
    _answer_late(life)


def silent(life: Life) -> None:
    """The requester never says what he was asked."""
    _question(life)
    life.office(24 * 11, 24 * 14)
    life.close()
    rating(life, poor=True)


def returned(life: Life) -> None:
    uncorrected(life)
    life.home(2, 30)
    life.reply(life.told.story.reply or "")
    life.in_time(0.05, 0.6)
    life.answer(life.told.story.answer)
    conclude(life)


def uncorrected(life: Life) -> None:
    """The requester lets the time to correct go by, and the desk closes it."""
    begin(life)
    life.in_time(0.05, 0.5, most=FIRST_LOOK)
    life.send_back(life.told.story.question or "")


def late(life: Life) -> None:
    if life.chance(0.6):
        begin(life)
    _answer_late(life)


def forgotten(life: Life) -> None:
    begin(life)


def untouched(life: Life) -> None:
    """Nobody has looked at it yet."""


def withdrawn(life: Life) -> None:
    if life.chance(0.4):
        begin(life)
    life.home(0.5, 12)
    life.withdraw()


def reopened(life: Life) -> None:
    begin(life)
    life.in_time(0.1, 0.6)
    life.answer(life.told.story.answer)
    life.home(2, 40)
    doubt = life.rng.choice(life.told.past.doubts)
    life.reply(doubt.says)
    life.in_time(0.1, 0.8)
    life.answer(doubt.answer)
    conclude(life)


def extended(life: Life) -> None:
    begin(life)
    life.in_time(0.4, 0.8)
    if _extend(life):
        life.in_time(0.4, 0.9)
    life.answer(life.told.story.answer)
    conclude(life)


FATES: dict[str, Callable[[Life], None]] = {
    one.__name__: one
    for one in (
        answered, asked, slow, silent, returned, uncorrected, late, forgotten, untouched, withdrawn, reopened, extended,
    )
}  # fmt: skip
#: How often, in a hundred.
SHARES = {
    "answered": 27, "asked": 19, "slow": 5, "silent": 5, "returned": 9, "uncorrected": 4, "late": 8,
    "forgotten": 3, "untouched": 3, "withdrawn": 5, "reopened": 7, "extended": 6,
}  # fmt: skip
CORRECTING = frozenset({"returned", "uncorrected"})
ASKING = frozenset({"asked", "slow", "silent"}) | CORRECTING


def fits(fate: str, *, asks: bool, corrects: bool, doubted: bool, days: float) -> bool:
    """Whether it can become of a story; what nobody ever answered is recent."""
    if fate in ASKING and not asks:
        return False
    if fate in CORRECTING and not corrects:
        return False
    if fate == "reopened" and not doubted:
        return False
    return fate not in {"forgotten", "untouched"} or days <= OLD


def fate_for(rng: Random, possible: Callable[[str], bool]) -> str:
    able = [fate for fate in SHARES if possible(fate)]
    return rng.choices(able, [SHARES[fate] for fate in able])[0]


def begin(life: Life) -> None:
    """Somebody takes it, sometimes sent by the director, sometimes with a note."""
    life.in_time(0.02, 0.35, most=FIRST_LOOK)
    if life.chance(0.3):
        life.assign()
        life.office(0.05, 0.5)
    life.take()
    if life.told.story.note and life.chance(0.35):
        life.office(0.05, 0.6)
        life.note(life.told.story.note)


def conclude(life: Life, *, poor: bool = False) -> None:
    """Read, perhaps thanked for, and closed; some stay answered."""
    life.home(0.3, 20)
    if life.chance(0.9):
        life.read()
    if life.chance(0.15):
        life.reply(life.one_of(life.told.past.thanks))
        life.office(1, 20)
    else:
        life.office(40, 120)
        if life.chance(0.06):
            return
    life.close()
    rating(life, poor=poor)


def rating(life: Life, *, poor: bool) -> None:
    """Every second one says how it was, and every second of those why."""
    comments, score = life.told.past.comments, 0
    if life.chance(0.55):
        score = life.rng.choice((1, 1, 2, 2, 3, 4) if poor else (5, 5, 5, 5, 4, 4, 4, 3))
    said = comments.poor if score < 3 else comments.fair if score == 3 else comments.good
    life.rate(score, life.one_of(said) if score and life.chance(0.5) else "")


def _question(life: Life) -> None:
    if life.chance(0.5):
        begin(life)
    life.in_time(0.05, 0.5, most=FIRST_LOOK)
    life.ask(life.told.story.question or "")


def _answer_late(life: Life) -> None:
    life.too_late()
    life.answer(f"{life.told.past.apology} {life.told.story.answer}")
    conclude(life, poor=True)


def _extend(life: Life) -> bool:
    """More time for the answer, where the term and the moment allow it; a director decides where he must."""
    rows, past = clockwork(life.ticket)
    row = next(one for one in rows if one.clock == "resolution")
    offers = options(row, past, (), at=life.at).offers
    asks = row.term.data.get("approval") is not None
    deciding = directors(life.ticket.unit_id, besides=[life.agent.pk, life.requester.pk])
    if not offers or (asks and not deciding.exists()):
        return False
    wish = Wish(
        clock=row.clock,
        amount=offers[len(offers) // 2].amount,
        reason=life.fill(life.one_of(life.told.past.reasons)),
        key=UUID(int=life.rng.getrandbits(128), version=4),
    )
    extension = extend(ticket_id=life.ticket.pk, agent=life.agent, wish=wish, at=life.at)
    if extension.status == Extension.Status.ASKED and life.director is not None:
        life.office(0.5, 3)
        words = life.fill(life.one_of(life.told.past.granted))
        decide(
            ticket_id=life.ticket.pk,
            extension_id=extension.pk,
            director=life.director,
            grant=True,
            words=words,
            at=life.at,
        )
    return True
