"""Laws of an import, whatever the directory and the file hold."""

from io import BytesIO

from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.people.directory.files import bring, differences, file, held, preview
from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.people.models import Account, DirectoryEntry, DirectoryImport, Person

CODES = st.sampled_from(["", "1", "2", "3", "E-ANA", "E-DIEGO"])
ADDRESSES = st.sampled_from([f"{name}@faro.test" for name in ("a", "b", "c", "ana", "diego")] + ["none"])
LINES = st.lists(st.tuples(CODES, ADDRESSES, st.sampled_from(["Ana", "Eva"])), max_size=6)


@given(first=LINES, second=LINES, partial=st.booleans())
@settings(max_examples=60)
def test_what_was_applied_shows_nothing_more(first, second, partial) -> None:
    """Applying may resolve a conflict: then the next import takes those lines, and it comes to rest."""
    world = World.load()
    with acting_in(world.faro), transaction.atomic():
        for lines in filter(None, (first, second)):
            content = file(*(f"{code};{email};{name};X;;" for code, email, name in lines))
            for _ in range(len(lines) + 1):
                load = applied(world, content, partial)
                again = preview(content, partial=partial)
                changes = set(differences(again)) - {"conflict", "wrong"}
                assert not changes or load.counts["conflict"], differences(again)
                if not changes:
                    break
            assert not changes, "it never comes to rest"
            told = sum(again.counts[kind] for kind in ("same", "repeated", "conflict", "wrong"))
            assert told == len(lines)
        transaction.set_rollback(True)


def applied(world: World, content: BytesIO, partial: bool) -> DirectoryImport:
    """Nobody is removed; who leaves was told; no code is held twice; nothing that cannot be read is held."""
    people, accounts = Person.objects.count(), Account.objects.count()
    entries, before = set(DirectoryEntry.objects.values_list("pk", flat=True)), held()
    load = bring(world.faro, content, partial=partial)
    assert (people, accounts) == (Person.objects.count(), Account.objects.count())
    assert entries <= set(DirectoryEntry.objects.values_list("pk", flat=True))
    found = differences(load)
    told = {d.before["email"] for kind in ("gone", "changed") for d in found.get(kind, [])}
    assert set(before) - set(held()) <= told
    codes = [code for code in held().values() if code]
    assert len(codes) == len(set(codes)) and "none" not in held()
    return load
