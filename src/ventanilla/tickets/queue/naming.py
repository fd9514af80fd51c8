"""From the words of an address to the values of filters, with the names that people read: one statement."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from django.db import connection
from django.utils.dateparse import parse_date

from ventanilla.tickets.history import CHANNELS
from ventanilla.tickets.models.tag import LONGEST_TAG
from ventanilla.tickets.queue.filters import NO_FILTERS, Filters
from ventanilla.tickets.queue.view import View
from ventanilla.tickets.tags import tag_name

LONGEST = 200  # characters of a value: more is no value of ours
NAMES = tuple(one.name for one in fields(Filters))
#: What an address names by a slug or number and people by a name. Of people only those who ever worked here.
NAMED = {
    "service": "SELECT 'service', s.id, v.data->'name' FROM catalogue_service s JOIN catalogue_serviceversion v "
    "ON v.institution_id = s.institution_id AND v.service_id = s.id AND v.current WHERE s.slug = %(service)s",
    "campus": "SELECT 'campus', id, data->'name' FROM institutions_campus WHERE slug = %(campus)s",
    "agent": "SELECT 'agent', p.id, to_jsonb(p.given_names || ' ' || p.surnames) FROM people_person p "
    "WHERE p.id = %(agent)s AND (EXISTS (SELECT FROM people_role r WHERE r.institution_id = p.institution_id "
    "AND r.person_id = p.id) OR EXISTS (SELECT FROM people_rolechange c "
    "WHERE c.institution_id = p.institution_id AND c.person_id = p.id))",
    "type": "SELECT 'type', 0, kind->'name' FROM institutions_section s, "
    "jsonb_array_elements(s.data->'user_types') kind WHERE s.name = 'people' AND kind->>'slug' = %(type)s",
    "term": "SELECT 'term', 0, data->'name' FROM institutions_termversion WHERE slug = %(term)s AND current",
}


@dataclass(frozen=True)
class Chosen:
    """`names`: filter → what people read, in the order of the page; `unknown`: filters whose value nobody knows."""

    filters: Filters = NO_FILTERS
    names: dict[str, Any] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


def chosen(asked: Mapping[str, str], view: View) -> Chosen:
    """What is asked for, as far as it is known here."""
    given = {name: value for name in NAMES if (value := asked.get(name, "").strip())}
    if not given:
        return Chosen()
    wanted = {name: value for name, value in given.items() if len(value) <= LONGEST and value.isprintable()}
    known = {name: found for name, value in wanted.items() if (found := _plain(name, value, view))}
    known.update(_named({name: value for name, value in wanted.items() if name in NAMED}))
    return Chosen(
        replace(NO_FILTERS, **{name: value for name, (value, _words) in known.items()}),
        {name: known[name][1] for name in NAMES if name in known},
        tuple(name for name in given if name not in known),
    )


def _plain(name: str, value: str, view: View) -> tuple[Any, Any] | None:
    """What needs no look at the database."""
    if name in ("since", "until"):
        day = _day(value)
        return (day, day) if day else None
    if name == "tag":
        word = tag_name(value)
        return (word, word) if word and len(word) <= LONGEST_TAG else None
    if name == "state":
        states = {str(state): state.label for state in view.states}
        return (value, states[value]) if value in states else None
    if name == "channel" and value in CHANNELS:
        return value, CHANNELS[value]
    return None


def _day(value: str) -> Any:
    try:
        day = parse_date(value)
    except ValueError:
        return None
    return day if day and 1900 < day.year < 3000 else None


def _named(wanted: dict[str, str]) -> dict[str, tuple[Any, Any]]:
    if "agent" in wanted and not (wanted["agent"].isdecimal() and len(wanted["agent"]) < 19):
        wanted = {name: value for name, value in wanted.items() if name != "agent"}
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(NAMED[name] for name in wanted), wanted)
        rows = cursor.fetchall()
    return {name: (pk or wanted[name], _text(words)) for name, pk, words in rows}


def _text(words: Any) -> Any:
    """A Text of the folder, as the driver gives JSON."""
    return json.loads(words) if isinstance(words, str) and words[:1] in '{"' else words
