"""What is promised is kept in versions: rows that are added and never changed."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from ventanilla.institutions.owned import Owned


def digest(data: Any) -> str:
    """The SHA-256 of the canonical JSON of a value: equal digests, equal promises."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, cls=DjangoJSONEncoder)
    return sha256(text.encode()).hexdigest()


class Version(Owned):
    """One version of something that has a slug. Only `current` may change (rights by column)."""

    slug = models.CharField(max_length=80)
    n = models.IntegerField()
    data = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)
    current = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta(Owned.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["institution", "slug", "n"], name="%(app_label)s_%(class)s_n"),
            models.UniqueConstraint(
                fields=["institution", "slug"],
                condition=models.Q(current=True),
                name="%(app_label)s_%(class)s_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} v{self.n}"


def publish(model: type[Any], *, slug: str, data: Any, at: datetime, **columns: Any) -> tuple[Any, bool]:
    """Make `data` the current version of `slug`; returns (version, whether it is new).

    Equal data changes nothing, so that applying a folder twice writes nothing.
    Call inside a transaction.
    """
    mark = digest(data)
    last = model.objects.select_for_update(no_key=True).filter(slug=slug).order_by("-n").first()
    if last is not None and last.digest == mark and last.current:
        return last, False
    if last is not None:
        model.objects.filter(slug=slug, current=True).update(current=False)
    n = 1 if last is None else last.n + 1
    return (
        model.objects.create(slug=slug, n=n, data=data, digest=mark, created_at=at, **columns),
        True,
    )
