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

    @classmethod
    def whole(cls, data: Any, *, before: Any, at: datetime) -> Any:
        """What is kept: what was said, with what else the promise rests on. `before` is the last version's data."""
        return data


def publish(model: type[Any], *, slug: str, data: Any, at: datetime, **columns: Any) -> tuple[Any, bool]:
    """Make `data` the current version of `slug`; returns (version, whether it is new).

    Equal data changes nothing, so that applying a folder twice writes nothing.
    Call inside a transaction.
    """
    last = model.objects.select_for_update(no_key=True).filter(slug=slug).order_by("-n").first()
    version = _next(model, last, slug=slug, data=data, at=at, **columns)
    if last is not None and last.digest == version.digest and last.current:
        return last, False
    if last is not None:
        model.objects.filter(slug=slug, current=True).update(current=False)
    version.save(force_insert=True)
    return version, True


def drafted(model: type[Any], *, slug: str, data: Any, at: datetime) -> Any:
    """The version that publishing would make, not saved."""
    last = model.objects.filter(slug=slug).order_by("-n").first()
    return _next(model, last, slug=slug, data=data, at=at)


def _next(model: type[Any], last: Any, *, data: Any, at: datetime, **columns: Any) -> Any:
    whole = model.whole(data, before=last and last.data, at=at)
    n = 1 if last is None else last.n + 1
    return model(n=n, data=whole, digest=digest(whole), created_at=at, **columns)
