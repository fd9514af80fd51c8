"""From what was sent to what is asked for, and what stands in the way before the domain is asked."""

from datetime import datetime

from django.utils.translation import get_language, gettext

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.catalogue.rules import WHOLE, validate
from ventanilla.institutions.models import Institution
from ventanilla.tickets.intake import Request, demands
from ventanilla.web.portal.submit.forms import Sent
from ventanilla.web.portal.submit.papers import Papers


def asked_for(version: ServiceVersion, sent: Sent, papers: Papers, *, institution: Institution) -> Request:
    if sent.key is None:
        raise ValueError("a form without a key is not sent")
    may_choose = institution.data.get("state_notices") == "choice"
    return Request(
        version=version,
        key=sent.key,
        channel="portal",
        answers=sent.answers,
        documents={name: given for name, given in papers.documents.items() if given},
        declared=sent.declared,
        evidence_statement=sent.evidence_statement,
        wants_notices=sent.wants_notices if may_choose else True,
    )


def complaints(
    asking: Request, sent: Sent, papers: Papers, *, institution: Institution, at: datetime
) -> dict[str, str]:
    """Sentences by question, of all that is wrong, where something is that only the page can know."""
    whole = _whole(asking.version, sent, papers)
    if not whole and not papers.errors:
        return {}
    _, errors = validate(
        asking.version.data["form"],
        asking.answers,
        {name: len(documents) for name, documents in asking.documents.items()},
        at=at,
        language=get_language() or "es",
        zone=institution.zoneinfo,
    )
    errors = {**errors, **demands(asking), **papers.errors}
    return {**errors, WHOLE: whole} if whole else errors


def _whole(version: ServiceVersion, sent: Sent, papers: Papers) -> str:
    if sent.version != str(version.n):
        return gettext(
            "This form has changed since you opened it. Please check your answers and send it again."
        )
    if papers.strange:
        return gettext("Something was sent that this form does not ask. Please check and send again.")
    return ""
