"""Seals: hourly, over the heads that moved; in the database and in a file outside it."""

import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from ventanilla.institutions.models import Institution
from ventanilla.journal.chain import instant, seal_mac
from ventanilla.journal.models import Head, Seal, SealedHead


def seal(*, institution: Institution, at: datetime) -> Seal | None:
    """Fix what was recorded since the last seal; None when nothing was. Called inside `acting_in`.

    A head that another transaction holds is left for the next seal. The file is written after the commit;
    if that fails, the next seal writes the missing lines first.
    """
    with transaction.atomic():
        _one_at_a_time(institution)
        last = Seal.objects.order_by("-n").first()
        moved = list(
            Head.objects.select_for_update(skip_locked=True)
            .filter(n__gt=F("sealed_n"))
            .order_by("subject_kind", "subject_id")
        )
        new = _new_seal(institution, last, moved, at) if moved else None
    write_missing_lines(institution)
    return new


def _one_at_a_time(institution: Institution) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('journal.seal'), %s)", [institution.pk])


def _new_seal(institution: Institution, last: Seal | None, moved: list[Head], at: datetime) -> Seal:
    n = 1 if last is None else last.n + 1
    mac = seal_mac(
        settings.JOURNAL_KEY,
        b"" if last is None else bytes(last.mac),
        institution_id=institution.pk,
        n=n,
        at=at,
        heads=[(h.subject_kind, h.subject_id, h.n, bytes(h.mac)) for h in moved],
    )
    new = Seal.objects.create(n=n, at=at, mac=mac)
    SealedHead.objects.bulk_create(
        [
            SealedHead(seal=new, subject_kind=h.subject_kind, subject_id=h.subject_id, n=h.n, mac=h.mac)
            for h in moved
        ]
    )
    Head.objects.filter(pk__in=[h.pk for h in moved]).update(sealed_n=F("n"))
    return new


def write_missing_lines(institution: Institution) -> None:
    """Append to the file, flushed to disk, each seal of the institution that it does not hold yet."""
    path = Path(settings.SEALS_FILE)
    written = max(
        (line["n"] for line in read_file(path) if line["institution"] == institution.slug), default=0
    )
    missing = Seal.objects.filter(n__gt=written).order_by("n")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        for row in missing:
            file.write(json.dumps(line_of(institution.slug, row)) + "\n")
        file.flush()
        os.fsync(file.fileno())


def line_of(slug: str, row: Seal) -> dict[str, Any]:
    return {"institution": slug, "n": row.n, "at": instant(row.at), "mac": bytes(row.mac).hex()}


def read_file(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of the file of seals; a last line cut by a crash is left out."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            yield json.loads(line)
        except json.JSONDecodeError:
            continue
