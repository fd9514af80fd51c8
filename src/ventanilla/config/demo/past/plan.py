"""Who asked for what and when, and what became of it: drawn from a seed, so that a second run finds the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain, cycle
from random import Random
from zoneinfo import ZoneInfo

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.config.demo.past.cast import Cast
from ventanilla.config.demo.past.fates import fate_for, fits
from ventanilla.config.demo.past.moments import written
from ventanilla.config.demo.past.shape import Past, Story
from ventanilla.people.models import Person
from ventanilla.tickets import rules

LENGTH = timedelta(days=60)
#: So many of the requests are of these last days: whoever opens the desk finds work to do.
LATELY, SHARE_LATELY = timedelta(days=9), 0.35
#: What the demo's student finds under My requests: fate and hours ago.
OWN = (
    ("answered", 24 * 47), ("reopened", 24 * 33), ("late", 24 * 24), ("withdrawn", 24 * 16),
    ("asked", 24 * 12), ("answered", 60), ("silent", 80), ("forgotten", 20),
)  # fmt: skip
#: And those of the demo's other requesters.
OTHERS = (("answered", 24 * 38), ("asked", 24 * 9), ("untouched", 30))
#: What is rare, and yet somebody wants to see it.
SURE = (
    ("uncorrected", 40), ("uncorrected", 72), ("silent", 52), ("silent", 100), ("silent", 130), ("slow", 24 * 14),
    ("forgotten", 24 * 9), ("extended", 24 * 20), ("extended", 24 * 30), ("extended", 130),
)  # fmt: skip
#: With these nobody comes back: what is said to `doubts` fits an errand.
OPINIONS = frozenset({"queja", "sugerencia", "felicitacion", "peticion"})


@dataclass(frozen=True)
class Case:
    version: ServiceVersion
    story: Story
    requester: Person
    at: datetime
    fate: str


@dataclass
class Draw:
    """What the drawing knows; `taken` holds who asked for what, since nobody asks twice for the same."""

    past: Past
    versions: Mapping[str, ServiceVersion]
    zone: ZoneInfo
    until: datetime
    rng: Random
    taken: set[tuple[int, str]] = field(default_factory=set)

    def possible(self, story: Story, fate: str, at: datetime) -> bool:
        data = self.versions[story.service].data
        return fits(
            fate,
            asks=story.question is not None,
            corrects=bool(data["terms"].get("correction")),
            doubted=data["request_type"] not in OPINIONS,
            days=(self.until - at) / timedelta(days=1),
        )

    def open_to(self, story: Story, person: Person, at: datetime) -> bool:
        version = self.versions.get(story.service)
        if version is None or (person.pk, story.service) in self.taken:
            return False
        return rules.audience_problem(version.data, person, at=at, zone=self.zone) is None

    def case(self, story: Story, person: Person, at: datetime, fate: str) -> Case:
        self.taken.add((person.pk, story.service))
        return Case(self.versions[story.service], story, person, at, fate)


def cases(draw: Draw, cast: Cast, *, count: int) -> list[Case]:
    """In the order in which they were sent."""
    own = (_lot(draw, [person], OTHERS if n else OWN) for n, person in enumerate(cast.own))
    found = list(chain(*own, _lot(draw, cast.invented, SURE)))
    deck = cycle(draw.rng.sample(draw.past.stories, len(draw.past.stories)))
    for _ in range(count * 3):
        if len(found) >= count:
            break
        if case := _invented(draw, next(deck), cast.invented):
            found.append(case)
    return sorted(found, key=lambda case: case.at)


def _lot(draw: Draw, people: Sequence[Person], lot: Sequence[tuple[str, int]]) -> Iterator[Case]:
    """What is still open leaves a person free to ask for the same again, where there is a choice."""
    for fate, hours in lot:
        since = draw.until - timedelta(hours=hours * 1.1)
        at = written(draw.rng, since, draw.until - timedelta(hours=hours * 0.9), draw.zone)
        pairs = [
            (story, person)
            for story in draw.past.stories
            for person in people
            if draw.open_to(story, person, at) and draw.possible(story, fate, at)
        ]
        if hours < 24 * 7:
            pairs = [(story, person) for story, person in pairs if not _only_one(draw, story)] or pairs
        if pairs:
            yield draw.case(*draw.rng.choice(pairs), at, fate)


def _only_one(draw: Draw, story: Story) -> bool:
    return bool(draw.versions[story.service].data.get("one_open"))


def _invented(draw: Draw, story: Story, people: Sequence[Person]) -> Case | None:
    length = LATELY if draw.rng.random() < SHARE_LATELY else LENGTH
    at = written(draw.rng, draw.until - length, draw.until, draw.zone)
    able = [person for person in people if draw.open_to(story, person, at)]
    if not able:
        return None
    fate = fate_for(draw.rng, lambda fate: draw.possible(story, fate, at))
    return draw.case(story, draw.rng.choice(able), at, fate)
