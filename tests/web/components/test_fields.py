"""Each kind of question: its label, help, limits and error reach ear and eye, and nothing typed is lost."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation
from django.utils.translation import gettext_lazy

from tests.web.components.markup import Markup
from ventanilla.catalogue.question import Question
from ventanilla.web.components.asking import asked
from ventanilla.web.components.field import Choice, Field, Stored

MODES = [Choice("sede", "En la sede"), Choice("linea", {"es": "En línea", "en": "Online"}, "Con cámara.")]
MANY = [Choice(str(n), f"País {n}") for n in range(9)]


def field(question: object, language: str = "es") -> Markup:
    with translation.override(language):
        return Markup(Template("{% field question %}").render(Context({"question": question})))


@pytest.mark.parametrize(
    ("kind", "type_", "keyboard"),
    [("text", "text", ""), ("email", "email", ""), ("date", "date", ""), ("number", "text", "decimal")],
)
def test_an_input_has_its_label_help_and_error(kind: str, type_: str, keyboard: str) -> None:
    page = field(Field("q", kind, "Pregunta", help="Ayuda", required=True, errors=["Falta."], value="<a>"))
    box = page.one("input")
    assert (box["type"], box["value"], box.attributes.get("inputmode", "")) == (type_, "<a>", keyboard)
    assert page.one("label", for_=box["id"]).words == "Pregunta obligatorio"
    assert box["aria-invalid"] == "true"
    assert "required" in box
    assert page.told_with(box) == "✕ Error: Falta. Ayuda"


def test_what_may_be_left_out_says_so_in_words() -> None:
    page = field(Field("q", "text", "Pregunta"))
    assert page.one("label").words == "Pregunta opcional"
    assert "required" not in page.one("input")
    assert "aria-describedby" not in page.one("input")


def test_few_choices_are_buttons_and_many_are_a_list() -> None:
    page = field(Field("q", "choice", "Modo", choices=MODES, value="linea", errors=["Elija."], required=True))
    group, buttons = page.one("fieldset"), page.all("input", type="radio")
    assert (group["role"], group["aria-invalid"], group["aria-required"]) == ("radiogroup", "true", "true")
    assert page.one("legend").words == "Modo obligatorio"
    assert [("checked" in button) for button in buttons] == [False, True]
    assert page.told_with(buttons[1]) == "Con cámara."
    assert page.told_with(group) == "✕ Error: Elija."
    many = field(Field("q", "choice", "País", choices=MANY, value="3"))
    assert many.one("option", value="3").attributes == {"value": "3", "selected": ""}
    assert many.one("label", for_="id_q")


def test_the_error_leads_to_the_first_button_of_a_group() -> None:
    for kind in ("choice", "several"):
        question = Field("q", kind, "Modo", choices=MODES)
        assert field(question).one(id=question.target).tag == "input"
    assert field(Field("q", "choice", "País", choices=MANY)).one(id="id_q").tag == "select"


def test_several_keeps_what_was_ticked() -> None:
    page = field(Field("q", "several", "Por qué", choices=MODES, value=["sede"]))
    assert [box["value"] for box in page.all("input", type="checkbox") if "checked" in box] == ["sede"]


def test_a_long_text_says_how_much_fits_and_is_never_cut() -> None:
    page = field(Field("q", "long", "Cuente", max_length=2000, value="</textarea><b>uno\ndos"))
    area = page.one("textarea")
    assert "maxlength" not in area
    assert area["dir"] == "auto"
    assert page.told_with(area) == "Hasta 2000 caracteres"
    assert "".join(area.pieces).endswith("</textarea><b>uno\ndos")
    assert not page.all("b")


def test_a_leading_line_of_a_text_survives() -> None:
    """HTML drops the first line break of a textarea: the template gives one of its own."""
    with translation.override("es"):
        html = Template("{% field q %}").render(Context({"q": Field("q", "long", "Cuente", value="\nhola")}))
    assert ">\n\nhola</textarea>" in html


def test_money_names_its_currency() -> None:
    page = field(Field("q", "money", "Valor", currency="USD"))
    assert page.one("span", class_="joined-mark").words == "USD"
    assert page.one("input")["inputmode"] == "decimal"


def test_a_file_says_what_is_accepted_and_what_is_already_there() -> None:
    stored = [Stored("k1", 'a"><script>.pdf', 84_000)]
    limits: dict[str, Any] = {"formats": ("pdf", "jpg", "jpeg"), "max_bytes": 5_000_000, "max_files": 3}
    page = field(Field("q", "file", "Voucher", required=True, stored=stored, **limits))
    box = page.one("input", type="file")
    assert box["accept"] == ".pdf,.jpg,.jpeg"
    assert "multiple" in box
    assert "required" not in box, "a file is there already"
    assert page.told_with(box) == "PDF o JPG, hasta 5 MB cada uno. Puede agregar hasta 3 archivos."
    assert page.one("input", name="q-kept")["value"] == "k1"
    assert page.one("input", name="q-removed")["value"] == "k1"
    assert page.one("label", class_="tick").words == 'Quitar a"><script>.pdf'
    assert not page.all("script")


def test_a_declaration_is_one_box_with_its_sentence() -> None:
    page = field(Field("q", "check", "Declaro que es verdad.", required=True, errors=["Hace falta."]))
    box = page.one("input", type="checkbox")
    assert page.one("label", for_=box["id"]).words == "Declaro que es verdad. obligatorio"
    assert page.told_with(box) == "✕ Error: Hace falta."


def test_a_password_is_never_sent_back() -> None:
    assert "value" not in field(Field("q", "password", "Clave", value="secreta")).one("input")


def test_rules_travel_as_the_server_knows_them() -> None:
    question = Question.model_validate(
        {
            "name": "q",
            "label": "P",
            "type": "text",
            "when": {"modo": "linea"},
            "required_when": {"f": ["yes"]},
        }
    )
    page = field(asked(question, today=date(2026, 3, 9)))
    group = page.one("div", data_name="q")
    assert group["data-when"] == '{"modo": ["linea"]}'
    assert group["data-required-when"] == '{"f": ["yes"]}'
    assert page.one("label").words == "P obligatorio según lo que responda"


def test_a_services_question_becomes_a_field() -> None:
    day = Question.model_validate(
        {"name": "d", "label": "Día", "type": "date", "min": "today-30", "max": "today"}
    )
    box = field(asked(day, today=date(2026, 3, 9))).one("input")
    assert (box["min"], box["max"]) == ("2026-02-07", "2026-03-09")
    proof = Question.model_validate(
        {"name": "f", "label": "Foto", "type": "file", "accept": ["jpg"], "max": "2"}
    )
    shown = asked(proof, today=date(2026, 3, 9), error="Falta.")
    assert (shown.max_files, shown.max_bytes, shown.accept) == (2, 10_000_000, ".jpg,.jpeg")
    place = Question.model_validate({"name": "c", "label": "Sede", "type": "campus"})
    assert asked(place, today=date(2026, 3, 9), campuses=MODES).is_radio


class Account(forms.Form):
    email = forms.EmailField(label=gettext_lazy("Help"), widget=forms.EmailInput({"autocomplete": "email"}))
    code = forms.CharField(max_length=6, widget=forms.TextInput({"autocomplete": "one-time-code"}))
    mode = forms.ChoiceField(choices=[("", "---"), ("a", "Uno"), ("b", "Dos")])
    stay = forms.BooleanField(required=False)


def test_a_django_form_asks_with_the_same_face() -> None:
    with translation.override("es"):
        form = Account({"email": "ana@", "code": "12", "mode": "b"})
        page = field(form["email"])
        assert page.one("label").words == "Ayuda obligatorio"
        assert page.one("input")["autocomplete"] == "email"
        assert page.told_with(page.one("input")).startswith("✕ Error: ")
        assert field(form["code"]).one("input")["inputmode"] == "numeric"
        assert [box["value"] for box in field(form["mode"]).all("input")] == ["a", "b"]
        assert field(form["stay"]).one("input")["type"] == "checkbox"
    assert not field(Account()["email"], "en").all("span", lang="es")


def test_the_summary_takes_the_focus_and_leads_to_each_field() -> None:
    fields = [
        Field("a", "text", "A", errors=["Escriba A."]),
        Field("b", "choice", "B", choices=MODES, errors=["Elija B."]),
    ]
    source = '{% form_head fields key="k" general=general %}'
    with translation.override("es"):
        said = Context({"fields": fields, "general": ["Nada llegó."], "csrf_token": "t"})
        page = Markup(Template(source).render(said))
    summary = page.one("div", role="alert")
    assert (summary["tabindex"], "autofocus" in summary) == ("-1", True)
    assert page.one(id=summary["aria-labelledby"]).words == "Antes de enviar, falta algo"
    assert [(link["href"], link.words) for link in page.all("a")] == [
        ("#id_a", "Escriba A."),
        ("#id_b_0", "Elija B."),
    ]
    assert "Nada llegó." in summary.words
    assert page.one("input", name="key")["value"] == "k"
    assert page.one("input", name="csrfmiddlewaretoken")["value"] == "t"
