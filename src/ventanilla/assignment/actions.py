"""Draws: the next secret's digest is told first, then the pool is fixed, then the secret is told with the result."""

import hmac
import os
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from ventanilla.assignment.draw import VERSION, Pool, drawn, secret, seed_digest
from ventanilla.assignment.models import Draw, Drum
from ventanilla.institutions.acting import current_institution_id
from ventanilla.journal.record import record


class NotReady(RuntimeError):
    """The unit has promised no secret that can be told; `make_ready` promises one."""


def make_ready(*, unit_id: int, at: datetime) -> None:
    """See to it that the digest of the unit's next secret is in the journal, before anybody knows the next pool.

    Call outside the draw's transaction. A secret that cannot be derived any more (another key) is given up, which
    shows: its promise stays in the journal without a draw.
    """
    if (drum := Drum.objects.filter(unit=unit_id).first()) is not None and is_ready(drum):
        return
    with transaction.atomic():
        Drum.objects.bulk_create([Drum(unit_id=unit_id, nonce=b"")], ignore_conflicts=True)
        drum = held(unit_id)
        if not is_ready(drum):
            _promise(drum, at)


def held(unit_id: int) -> Drum:
    """The unit's drum, until the transaction ends: who assigns in the unit does so one after the other."""
    drum: Drum | None = Drum.objects.select_for_update(no_key=True).filter(unit=unit_id).first()
    if drum is None:
        raise NotReady(unit_id)
    return drum


def is_ready(drum: Drum) -> bool:
    return bool(drum.digest) and hmac.compare_digest(seed_digest(_secret(drum)), drum.digest)


def draw(
    drum: Drum,
    *,
    kind: str,
    subject: tuple[str, int],
    candidates: Collection[int],
    exclusions: Mapping[int, Sequence[str]],
    by: int | None,
    at: datetime,
) -> Draw:
    """Choose one of the candidates with the promised secret, tell it, and promise the next.

    `drum` is held. Raises NotReady, ValueError for no candidates.
    """
    if not is_ready(drum):
        raise NotReady(drum.unit_id)
    seed = _secret(drum)
    pool = Pool(drum.unit_id, drum.n, kind, subject, tuple(sorted(candidates)), exclusions)
    row: Draw = Draw.objects.create(
        kind=kind,
        subject_kind=subject[0],
        subject_id=subject[1],
        unit_id=drum.unit_id,
        n=drum.n,
        version=VERSION,
        candidates=list(pool.candidates),
        exclusions=[
            {"id": who, "reasons": [str(reason) for reason in why]} for who, why in sorted(exclusions.items())
        ],
        promise=drum.promise,
        digest=drum.digest,
        seed=seed.hex(),
        chosen=drawn(seed, pool),
        by=by,
        at=at,
    )
    _tell(row, pool)
    _promise(drum, at)
    return row


def _tell(row: Draw, pool: Pool) -> None:
    record(
        kind="draw.made",
        subject=("unit", row.unit_id),
        actor=row.by,
        channel="desk" if row.by else "system",
        data={
            "draw": row.pk,
            "n": row.n,
            "kind": str(row.kind),
            "subject": f"{row.subject_kind}:{row.subject_id}",
            "pool": pool.digest,
            "seed": row.seed,
            "chosen": row.chosen,
            "version": row.version,
        },
        at=row.at,
    )


def _promise(drum: Drum, at: datetime) -> None:
    drum.n += 1
    drum.nonce = os.urandom(16)
    drum.digest = seed_digest(_secret(drum))
    drum.promise = record(
        kind="draw.promised",
        subject=("unit", drum.unit_id),
        data={"n": drum.n, "digest": drum.digest},
        at=at,
    )
    drum.save(update_fields=["n", "nonce", "digest", "promise"])


def _secret(drum: Drum) -> bytes:
    return secret(
        settings.JOURNAL_KEY,
        institution=current_institution_id(),
        unit=drum.unit_id,
        n=drum.n,
        nonce=bytes(drum.nonce),
    )
