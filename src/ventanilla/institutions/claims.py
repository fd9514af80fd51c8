"""What only one institution of an installation can have: its prefix, its hosts."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings

from ventanilla.institutions.models import Institution
from ventanilla.institutions.sections.identity import Identity


class Taken(Exception):
    """Another institution has the address or the prefix; the sentence says which."""


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
