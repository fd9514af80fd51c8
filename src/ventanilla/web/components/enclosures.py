"""The files beside a message, at the desk and on the portal: taken in, counted, and kept until it is sent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext

from ventanilla.documents.actions import Refused, store
from ventanilla.documents.models import Document
from ventanilla.people.models import Person
from ventanilla.web.components.field import Field, Stored

ACCEPTED = ("pdf", "jpg", "jpeg", "png", "webp", "docx", "xlsx", "odt", "ods", "txt")
LARGEST_MB = 10
MOST = 10
NAME = "files"


@dataclass
class Enclosures:
    """`documents` came now or with an earlier sending of the form; `wrong` says what was not taken and why."""

    documents: list[Document] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def gather(request: Any, *, at: datetime) -> Enclosures:
    """Those of before that were not taken back, and those that come now; all of these or, if too many, none."""
    kept = _kept_ids(request)
    found = Enclosures(_own(kept, request.person) if kept else [])
    if len(found.documents) < len(kept):  # the sweep took it from a page left open for days
        found.wrong.append(gettext("A file of before is not here any more. Please add it again."))
    coming = request.FILES.getlist(NAME)
    if len(found.documents) + len(coming) > MOST:
        words = gettext("%(n)d files at most in one message. Please send the others in another one.")
        found.wrong.append(words % {"n": MOST})
        return found
    for file in coming:
        try:
            found.documents.append(_stored(request, file, at))
        except Refused as refused:
            found.wrong.append(str(refused))
    return found


def files_field(label: Any, documents: Sequence[Document], *, errors: Sequence[str] = ()) -> Field:
    return Field(
        name=NAME,
        kind="file",
        label=label,
        errors=errors,
        formats=ACCEPTED,
        max_bytes=LARGEST_MB * 1_000_000,
        max_files=MOST,
        stored=[Stored(str(document.pk), document.name, document.size) for document in documents],
    )


def key_of(request: Any) -> UUID:
    """The form's own, by which it counts once; a damaged one is a new form's."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _stored(request: Any, file: Any, at: datetime) -> Document:
    return store(
        institution=request.institution,
        file=file,
        by=request.person,
        accept=ACCEPTED,
        max_mb=LARGEST_MB,
        at=at,
    )


def _kept_ids(request: Any) -> list[str]:
    removed = set(request.POST.getlist(f"{NAME}-removed"))
    ids = [pk for pk in request.POST.getlist(f"{NAME}-kept") if pk not in removed]
    return [pk for pk in ids if re.fullmatch(r"[0-9]{1,18}", pk)][:MOST]


def _own(ids: list[str], person: Person) -> list[Document]:
    """Other people's ids are nobody's."""
    return list(Document.objects.filter(pk__in=ids, uploaded_by=person).order_by("pk"))
