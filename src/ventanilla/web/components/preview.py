"""A student's page with a draft in the place of what is published, for the draft's author alone."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from ventanilla.catalogue import queries
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.people.models import Person
from ventanilla.publishing.kinds.services import held
from ventanilla.publishing.models import Edit


@dataclass(frozen=True)
class Preview:
    """Without an edit everything is said as it is published."""

    edit: Edit | None = None

    def said(self, kind: str, slug: str, data: Any) -> Any:
        """The draft's words, if it is about this."""
        if self.edit is not None and (self.edit.kind, self.edit.slug) == (kind, slug):
            return self.edit.data
        return data

    def version(self, slug: str) -> ServiceVersion | None:
        """What is promised under this name; for its own draft also where the service is switched off."""
        if self.edit is None or self.said("service", slug, None) is None:
            return queries.current(slug)
        now_true = held(slug)
        if now_true is None:
            return None
        version: ServiceVersion = now_true.row
        version.data = self.edit.data
        return version

    def reader(self, person: Person | None) -> Person | None:
        """For whom the page is made: whoever looks at a draft is no student, so it is made for anybody."""
        return None if self.edit is not None else person

    @property
    def back(self) -> str:
        """Where its author goes on."""
        assert self.edit is not None, "shown only where there is one"
        return reverse(f"office:{self.edit.kind}_publication", args=[self.edit.slug])


def of(request: Any) -> Preview:
    """What `?preview=` asks for; a draft of somebody else is not there."""
    asked = request.GET.get("preview", "")
    if not asked:
        return Preview()
    known = request.person is not None and asked.isdecimal() and len(asked) < 19
    edit = Edit.objects.filter(pk=int(asked), author=request.person).first() if known else None
    if edit is None:
        raise Http404
    return Preview(edit)
