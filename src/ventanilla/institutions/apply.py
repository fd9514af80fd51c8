"""A folder that is in order becomes what is true: one transaction for each institution."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.keeping import changes
from ventanilla.institutions.models import Institution
from ventanilla.institutions.sections.identity import Identity
from ventanilla.institutions.versions import digest
from ventanilla.lib.section import Content, Section


class Taken(Exception):
    """Another institution has the address or the prefix; the sentence says which."""


def apply_content(
    content: Content,
    sections: Sequence[Section],
    *,
    at: datetime,
    changed: Callable[[Institution], object] = lambda institution: None,
) -> list[str]:
    """Apply a content without problems; returns lines about what changed, none where nothing did.

    Repeating it writes nothing. Two at once wait for each other on the institution's row. `changed` is called
    in the same transaction where something did change: the caller records it.
    """
    with transaction.atomic():
        institution, done = keep_identity(content.one("institution"))
        with acting_in(institution):
            for section in sections:
                done += section.apply(content, at)
            if done:
                changed(institution)
    return done


def keep_identity(identity: Identity) -> tuple[Institution, list[str]]:
    refuse_taken(identity)
    data = identity.data()
    wanted = {
        "code_prefix": identity.code_prefix,
        "hosts": list(identity.hosts),
        "zone": identity.zone,
        "data": data,
        "digest": digest(data),
        "active": True,
    }
    row = Institution.objects.select_for_update(no_key=True).filter(slug=identity.slug).first()
    if row is None:
        return Institution.objects.create(slug=identity.slug, **wanted), ["institución nueva"]
    if changed := changes(row, wanted):
        row.save(update_fields=changed)
        return row, ["institución cambiada"]
    return row, []


def refuse_taken(identity: Identity) -> None:
    """Raises Taken where the prefix or a host belongs to another institution of this installation, or to all."""
    others = Institution.objects.exclude(slug=identity.slug)
    for other in others.filter(code_prefix=identity.code_prefix):
        raise Taken(f"{identity.slug}: `code_prefix: {identity.code_prefix}` ya es de {other.slug}")
    for other in others.filter(hosts__overlap=list(identity.hosts)) if identity.hosts else ():
        raise Taken(f"{identity.slug}: uno de sus `hosts` ya es de {other.slug}")
    shared = urlsplit(settings.BASE_URL).hostname
    if shared in identity.hosts and others.filter(active=True).exists():
        raise Taken(
            f"{identity.slug}: `hosts: {shared}` es la dirección que comparten todas las instituciones"
        )


def taken_among(identities: Iterable[Identity]) -> list[str]:
    """What several folders that are applied together both claim."""
    owner: dict[str, str] = {}
    claims = []
    for one in identities:
        for what in (
            f"slug: {one.slug}",
            f"code_prefix: {one.code_prefix}",
            *(f"hosts: {h}" for h in one.hosts),
        ):
            if what in owner:
                claims.append(f"{one.slug}: `{what}` ya es de {owner[what]}")
            owner.setdefault(what, one.slug)
    return claims
