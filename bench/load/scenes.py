"""The tickets that measurements ask for: one with a hundred messages, one's own, those to answer and to close."""

from bench.load.answers import sendable
from bench.load.house import House, Offer
from bench.load.subjects import Case

LONG = 97  # messages beside the three that each has
#: So many tickets for each kind of measured writing, taken in turn.
EACH = 120
STUDENTS = 60


class Scenes:
    """In one house: `agent` attends the unit of `offer`, `students` are requesters who send and reply."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.offer: Offer = max(house.offers, key=lambda offer: sendable(offer.data))
        self.agent = house.agents[self.offer.unit_id][0]

    def cases(self, count: int) -> dict[int, tuple[str, Case]]:
        """Place among the tickets → its name and case; spread over all of them."""
        students = self.house.students[:STUDENTS]
        names = ["long", *(name for name in ("reply", "act", "own") for _ in range(min(EACH, count // 40)))]
        step = count / (len(names) + 1)
        found = {}
        for n, name in enumerate(names, 1):
            fate = "closed" if name == "own" and n % 4 else "in_progress"
            student = students[0] if name == "long" else students[n % len(students)]
            extra = LONG if name == "long" else 0
            found[int(n * step)] = (name, Case(self.offer, fate, student, self.agent, extra))
        return found
