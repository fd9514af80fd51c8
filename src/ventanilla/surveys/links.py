"""The link in the invitation: it answers one survey of one institution, without log-in, for sixty days."""

from datetime import timedelta

from django.core import signing

from ventanilla.institutions.acting import current_institution_id
from ventanilla.surveys import queries
from ventanilla.surveys.models import Survey

LASTS = timedelta(days=60)
SALT = "ventanilla.surveys.link"


class Expired(Exception):
    """The link was good, sixty days ago."""


def token(survey: Survey) -> str:
    return signing.dumps([survey.institution_id, survey.pk], salt=SALT)


def survey_of(token: str) -> Survey | None:
    """The survey of a link that this institution made; raises Expired when it was too long ago."""
    try:
        parts, late = signing.loads(token, salt=SALT, max_age=LASTS), False
    except signing.SignatureExpired:
        parts, late = signing.loads(token, salt=SALT), True
    except signing.BadSignature:
        return None
    institution_id, survey_id = parts
    if institution_id != current_institution_id():
        return None
    if late:
        raise Expired
    found: Survey | None = queries.for_page().filter(pk=survey_id).first()
    return found
