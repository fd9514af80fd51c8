"""A contact as an agent notes it: who, how, when, what was asked, what was answered. All on one page."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.catalogue.rules import questions_of
from ventanilla.institutions.queries import section
from ventanilla.lib.text import printable
from ventanilla.people.actions.introduce import Newcomer
from ventanilla.people.models import Person
from ventanilla.tickets.actions.message import LONGEST
from ventanilla.tickets.history import CHANNELS
from ventanilla.web.components import enclosures
from ventanilla.web.components.asking import asked
from ventanilla.web.components.field import Choice, Field
from ventanilla.web.desk.relations.services import service_field

NEW = "new"
#: Ways on which somebody speaks with an agent, where the institution's folder names none.
SPOKEN = ("phone", "in_person", "whatsapp", "social", "mailbox", "email")
NEWCOMER = ("given_names", "surnames", "email", "phone", "user_type")
#: Ours have a hyphen, which no question's name may have.
PREFIX = "reg-"


@dataclass
class Noting:
    """The form as it came; `wrong` are sentences by field. `shows`: the questions of the service are asked for."""

    key: UUID = field(default_factory=uuid4)
    query: str = ""
    given: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    shows: bool = False
    wrong: dict[str, str] = field(default_factory=dict)

    @classmethod
    def begun(cls, request: Any) -> "Noting":
        given = {"channel": request.GET.get("channel", "phone"), "person": request.GET.get("person", "")}
        given["follows"] = request.GET.get("follows", "")[:60]
        given["service"] = request.GET.get("service", "")
        return cls(query=request.GET.get("q", "").replace("\0", "").strip()[:100], given=given)

    @classmethod
    def read(cls, request: Any) -> "Noting":
        ours = {
            name.removeprefix(PREFIX): printable(value)
            for name, value in request.POST.items()
            if name.startswith(PREFIX)
        }
        return cls(
            key=enclosures.key_of(request),
            query=request.POST.get("q", "")[:100],
            given=ours,
            answers={
                name: values if len(values := request.POST.getlist(name)) > 1 else values[0]
                for name in request.POST
                if "-" not in name and name not in {"key", "q", "csrfmiddlewaretoken", "show"}
            },
            shows="show" in request.POST,
        )

    def get(self, name: str) -> str:
        return self.given.get(name, "")

    @property
    def newcomer(self) -> Newcomer:
        return Newcomer(**{name: self.get(name) for name in NEWCOMER})

    @property
    def person_id(self) -> int:
        """Zero, which nobody has, for somebody new and for nonsense."""
        said = self.get("person")
        return int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else 0

    def happened_at(self, zone: ZoneInfo) -> datetime | None:
        """As the clock on the wall said; nonsense is told by `wrong`."""
        said = self.get("happened").strip()
        if not said:
            return None
        try:
            at = parse_datetime(said)
        except ValueError:
            at = None
        if at is None:
            self.wrong["happened"] = str(_("Write day and hour, like 2026-03-31 10:30."))
            return None
        return at if at.tzinfo else at.replace(tzinfo=zone)

    def fields(self, people: list[Person], version: ServiceVersion | None, *, at: datetime) -> list[Field]:
        return [
            *self._who(people),
            *self._how(),
            *self._questions(version, at),
            *self._what(),
        ]

    def _who(self, people: list[Person]) -> list[Field]:
        value = self.get("person") or (str(people[0].pk) if len(people) == 1 else "" if people else NEW)
        choices = [Choice(str(one.pk), one.full_name, _known_by(one)) for one in people]
        choices.append(Choice(NEW, _("Somebody new")))
        types = [Choice(one["slug"], one["name"]) for one in (section("people") or {}).get("user_types", [])]
        only = {f"{PREFIX}person": NEW}
        new = [
            self._text("given_names", _("Given names"), when=only),
            self._text("surnames", _("Surnames"), when=only),
            self._text("email", _("E-mail"), kind="email", when=only),
            self._text("phone", _("Telephone"), kind="tel", when=only),
            self._field("user_type", "choice", _("User type"), choices=types, when=only),
        ]
        return [
            self._field("person", "choice", _("Who is it?"), required=True, choices=choices, value=value),
            *(new if types else new[:-1]),
        ]

    def _how(self) -> list[Field]:
        kinds = {one["kind"] for one in section("channels") or [] if one["kind"] in SPOKEN} or set(SPOKEN)
        choices = [Choice(kind, CHANNELS[kind]) for kind in SPOKEN if kind in kinds]
        channel = self.get("channel") if self.get("channel") in kinds else choices[0].value
        happened = self._field(
            "happened", "instant", _("When was it?"), help=_("Leave it empty if it is now.")
        )
        service = service_field("", self.get("service"))
        return [
            self._field("channel", "choice", _("How?"), required=True, choices=choices, value=channel),
            happened,
            Field(
                f"{PREFIX}service",
                "choice",
                service.label,
                required=True,
                choices=service.choices,
                value=self.get("service"),
                errors=self._errors("service"),
            ),
        ]

    def _questions(self, version: ServiceVersion | None, at: datetime) -> list[Field]:
        """What the service asks, where the agent wants to see it, or something of it is wrong; files come later."""
        wrong = set(self.wrong) & {q["name"] for q in (version.data["form"] if version else [])}
        if version is None or not (self.shows or wrong or self.answers):
            return []
        questions = questions_of(version.data["form"])
        long = next((question.name for question in questions if question.type == "long"), None)
        return [
            _optional(
                asked(
                    question,
                    today=at.date(),
                    value=self.answers.get(question.name, ""),
                    error=self.wrong.get(question.name, ""),
                    campuses=[],
                    stored=[],
                )
            )
            for question in questions
            if question.type not in {"file", "campus"} and question.name != long
        ]

    def _what(self) -> list[Field]:
        told = _("What was answered")
        answer_help = _("Needed if it is resolved. Otherwise it stays as an internal note.")
        return [
            self._field("said", "long", _("What was asked"), required=True, max_length=4000, rows=4),
            self._field("answer", "long", told, help=answer_help, max_length=LONGEST, rows=4),
            self._field(
                "resolved",
                "check",
                _("Resolved in this contact: close it at once"),
                value=bool(self.get("resolved")),
            ),
        ]

    def _text(self, name: str, label: Any, *, kind: str = "text", when: Any = None) -> Field:
        return self._field(name, kind, label, when=when, plain=True, autocomplete="off", max_length=254)

    def _field(self, name: str, kind: str, label: Any, **more: Any) -> Field:
        more.setdefault("value", self.get(name))
        return Field(f"{PREFIX}{name}", kind, label, errors=self._errors(name), **more)

    def _errors(self, name: str) -> list[str]:
        return [self.wrong[name]] if name in self.wrong else []


def _optional(one: Field) -> Field:
    """What is not answered now is asked from the requester later."""
    return replace(one, required=False, required_when=None)


def _known_by(person: Person) -> str:
    return " · ".join(
        part for part in (person.student_code, person.email, person.phone, person.document_number) if part
    )
