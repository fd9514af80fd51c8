"""Keeping a list by a name, for oneself or for a unit."""

from django.db import transaction

from ventanilla.lib.text import printable
from ventanilla.people.models import Person
from ventanilla.tickets import rules
from ventanilla.tickets.models import SavedView
from ventanilla.tickets.queue.saved import MOST, may_change

LONGEST_NAME = 60


class WrongName(Exception):
    """No name, or one that is longer than LONGEST_NAME."""


class TooMany(Exception):
    """There are MOST already, of one's own or of the unit."""


def save_view(*, person: Person, name: str, query: str, unit_id: int | None = None) -> SavedView:
    """Raises WrongName, TooMany, PermissionError for a unit that one does not attend."""
    name = checked_name(name)
    if unit_id is not None and unit_id not in rules.unit_ids(person):
        raise PermissionError("not an agent of the unit")
    own = SavedView.objects.filter(person=person, unit=None)
    with transaction.atomic():
        held = SavedView.objects.filter(unit_id=unit_id) if unit_id is not None else own
        if len(held.values_list("pk")[:MOST]) == MOST:
            raise TooMany
        row: SavedView = SavedView.objects.create(person=person, unit_id=unit_id, name=name, query=query)
    return row


def rename_view(*, person: Person, view_id: int, name: str) -> None:
    """Raises WrongName, PermissionError; SavedView.DoesNotExist for one that is gone."""
    name = checked_name(name)
    row = changeable(person, view_id)
    row.name = name
    row.save(update_fields=["name"])


def delete_view(*, person: Person, view_id: int) -> None:
    changeable(person, view_id).delete()


def changeable(person: Person, view_id: int) -> SavedView:
    row: SavedView = SavedView.objects.get(pk=view_id)
    if not may_change(person, row):
        raise PermissionError("somebody else's list")
    return row


def checked_name(words: str) -> str:
    name = " ".join(printable(words[:500]).split())
    if not name or len(name) > LONGEST_NAME:
        raise WrongName
    return name
