"""A short-lived link to a document, made for one person of one institution."""

from datetime import timedelta

from django.core import signing

from ventanilla.documents.models import Document
from ventanilla.institutions.acting import current_institution_id
from ventanilla.people.models import Person

LASTS = timedelta(minutes=10)
SALT = "ventanilla.documents.link"


class Expired(Exception):
    """The link was good; `document` is what it led to, for a new one."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.pk)
        self.document = document


def token(document: Document, person: Person) -> str:
    """The words of a link. They open nothing alone: the view asks for permission again."""
    return signing.dumps([document.institution_id, document.pk, person.pk], salt=SALT)


def document_of(token: str, person: Person | None) -> Document | None:
    """The document of a link that was made here for this person; raises Expired when it was too long ago."""
    if person is None:
        return None
    try:
        parts, late = signing.loads(token, salt=SALT, max_age=LASTS), False
    except signing.SignatureExpired:
        parts, late = signing.loads(token, salt=SALT), True
    except signing.BadSignature:
        return None
    institution_id, document_id, person_id = parts
    if institution_id != current_institution_id() or person_id != person.pk:
        return None
    document: Document | None = Document.objects.filter(pk=document_id).first()
    if document is not None and late:
        raise Expired(document)
    return document
