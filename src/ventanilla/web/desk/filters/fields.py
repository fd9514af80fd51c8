"""The questions of the page of filters: two statements for what the institution's folder names, one for people."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.models import Campus, Section, TermVersion
from ventanilla.people.models import Role
from ventanilla.tickets import rules
from ventanilla.tickets.history import CHANNELS
from ventanilla.tickets.models.tag import LONGEST_TAG
from ventanilla.web.components.chips import of_state
from ventanilla.web.components.field import Choice, Field
from ventanilla.web.desk.queue.asking import Asked
from ventanilla.web.desk.queue.chips import WORDS


def fields(asked: Asked) -> list[Field]:
    made = [
        _chosen("state", _states(asked)) if len(asked.view.states) > 1 else None,
        _chosen("service", _services(asked)),
        _chosen("campus", _campuses()),
        _chosen("channel", [Choice(slug, words) for slug, words in CHANNELS.items()]),
        _chosen("type", _types()),
        _chosen("term", _terms()),
        _chosen("agent", _agents(asked)) if asked.view.slug not in ("mine", "unassigned") else None,
        Field("tag", "text", WORDS["tag"], max_length=LONGEST_TAG, plain=True),
        Field("since", "date", _("Closed from") if asked.view.ended else _("Arrived from")),
        Field("until", "date", _("Closed until") if asked.view.ended else _("Arrived until")),
    ]
    return [_with_value(field, asked) for field in made if field is not None]


def sorts(asked: Asked) -> Field | None:
    if len(asked.view.sorts) < 2:
        return None
    choices = [Choice(sort.slug, sort.name) for sort in asked.view.sorts]
    return Field("sort", "select", _("Order"), choices=choices, value=asked.sort.slug, required=True)


def _chosen(name: str, choices: list[Choice]) -> Field | None:
    return Field(name, "select", WORDS[name], choices=choices) if choices else None


def _with_value(field: Field, asked: Asked) -> Field:
    return Field(**{**vars(field), "value": asked.params.get(field.name, "")})


def _states(asked: Asked) -> list[Choice]:
    return [Choice(str(state), of_state(state, desk=True).words) for state in asked.view.states]


def _services(asked: Asked) -> list[Choice]:
    """Those of the units that are looked at first."""
    here = {unit.pk for unit in asked.shown}
    rows = ServiceVersion.objects.filter(current=True, service__active=True)
    found = rows.values_list("slug", "data__name", "service__unit_id")
    return [
        Choice(slug, name)
        for slug, name, _unit in sorted(found, key=lambda row: (row[2] not in here, _word(row[1])))
    ]


def _campuses() -> list[Choice]:
    rows = Campus.objects.filter(active=True).order_by("position").values_list("slug", "data__name")
    return [Choice(slug, name) for slug, name in rows]


def _types() -> list[Choice]:
    types = Section.objects.values_list("data__user_types", flat=True).get(name="people")
    return [Choice(kind["slug"], kind["name"]) for kind in types]


def _terms() -> list[Choice]:
    rows = TermVersion.objects.filter(current=True).order_by("slug").values_list("slug", "data__name")
    return [Choice(slug, name) for slug, name in rows]


def _agents(asked: Asked) -> list[Choice]:
    units = [unit.pk for unit in asked.shown]
    roles = Role.objects.filter(kind__in=rules.ATTENDING, unit_id__in=units).select_related("person")
    people = {role.person_id: role.person.full_name for role in roles}
    return [Choice(str(pk), name) for pk, name in sorted(people.items(), key=lambda row: row[1].casefold())]


def _word(text: Any) -> str:
    return (text["es"] if isinstance(text, dict) else text).casefold()
