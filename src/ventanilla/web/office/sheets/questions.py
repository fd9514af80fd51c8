"""The questions of a service's form: their words, and what they require. What is asked is the folder's."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.lib.text import said
from ventanilla.web.office.sheets.marks import Tick
from ventanilla.web.office.sheets.part import Data, Part, ours
from ventanilla.web.office.sheets.words import Words


def parts_of_question(n: int, question: Data) -> list[Part]:
    options = question.get("options") or []
    return [
        Words(f"form.{n}.label", _("The question")),
        Words(f"form.{n}.help", _("A word of help below it"), required=False),
        *([] if question.get("required_when") else [Tick(f"form.{n}.required", _("It must be answered"))]),
        *(
            Words(
                f"form.{n}.options.{m}.label",
                ours(
                    gettext("Option %(n)s: %(name)s")
                    % {"n": m + 1, "name": said(option["label"], "es").words}
                ),
            )
            for m, option in enumerate(options)
        ),
    ]


def requirements_of_files(data: Data) -> list[Part]:
    """Whether each document that the form asks for must be there."""
    return [
        Tick(
            f"form.{n}.required",
            ours(gettext("Must be added: %(document)s") % {"document": said(question["label"], "es").words}),
        )
        for n, question in enumerate(data.get("form", []))
        if question["type"] == "file" and not question.get("required_when")
    ]
