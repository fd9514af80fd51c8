"""Laws of an import, whatever the directory and the file hold."""

from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.people.directory.files import bring, differences, file, held, preview
from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.people.models import Account, DirectoryEntry, Person

CODES = st.sampled_from(["", "1", "2", "3", "E-ANA", "E-DIEGO"])
ADDRESSES = st.sampled_from([f"{name}@faro.test" for name in ("a", "b", "c", "ana", "diego")] + ["none"])
LINES = st.lists(st.tuples(CODES, ADDRESSES, st.sampled_from(["Ana", "Eva"])), max_size=6)


@given(first=LINES, second=LINES, partial=st.booleans())
@settings(max_examples=150)
def test_what_was_applied_shows_nothing_more(first, second, partial) -> None:
    world = World.load()
    with acting_in(world.faro), transaction.atomic():
        for lines in (first, second):
            content = file(*(f"{code};{email};{name};X;;" for code, email, name in lines))
            if not lines:
                continue
            people, accounts = Person.objects.count(), Account.objects.count()
            entries = set(DirectoryEntry.objects.values_list("pk", flat=True))
            before = held()
            load = bring(world.faro, content, partial=partial)
            again = preview(content, partial=partial)
            assert set(differences(again)) <= {"conflict", "wrong"}
            assert again.counts["same"] + again.counts["repeated"] + again.counts["conflict"] + again.counts[
                "wrong"
            ] == len(lines)
            # Nobody is removed; who leaves was told; no code has two addresses.
            assert (people, accounts) == (Person.objects.count(), Account.objects.count())
            assert entries <= set(DirectoryEntry.objects.values_list("pk", flat=True))
            gone = {d.before["email"] for d in differences(load).get("gone", [])}
            moved = {d.before["email"] for d in differences(load).get("changed", [])}
            assert set(before) - set(held()) <= gone | moved
            codes = [code for code in held().values() if code]
            assert len(codes) == len(set(codes))
            assert not DirectoryEntry.objects.filter(gone_at=None, email="none").exists()
        transaction.set_rollback(True)
