"""Why a file or a line was not taken, and what a kind of difference is, in words."""

from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

#: Our columns, as a person calls them.
COLUMNS: dict[str, Any] = {
    "email": _("E-mail address"),
    "student_code": _("Student code"),
    "given_names": _("Given names"),
    "surnames": _("Surnames"),
    "types": _("User types"),
    "campus": _("Campus"),
    "modality": _("Modality"),
    "programme": _("Programme"),
    "document_type": _("Document type"),
    "document_number": _("Document number"),
    "phone": _("Telephone"),
}
FILE: dict[str, Any] = {
    "empty": _("The file is empty."),
    "no_lines": _("The file has its header and no line below it."),
    "not_text": _("This is not a CSV file. In your spreadsheet, save it as “CSV UTF-8”."),
    "header_too_long": _("The first line is too long to be the names of the columns."),
    "column_missing": _("A column is missing: %(columns)s. The first line has: %(found)s."),
    "column_twice": _("The column “%(name)s” is there twice."),
    "lost": _("The file is not kept any more. Please send it again."),
}
LINE: dict[str, Any] = {
    "too_long": _("The line is too long to be one person's."),
    "quotes": _("A quotation mark is opened and not closed."),
    "cells": _("It does not have as many cells as the first line."),
    "no_address": _("It has no e-mail address."),
    "bad_address": _("What stands in the place of the address is none."),
    "eaten_code": _("A spreadsheet turned the code into a number such as 2E+11. Format the column as text."),
    "long_value": _("One of its values is too long."),
    "no_name": _("It has no given name."),
    "repeated_code": _("Several lines have this code and say different things."),
    "repeated_address": _("Several lines have this address."),
    "code_of_another": _("The code is one registered person's and the address or the document another's."),
    "address_of_another": _("The address is that of a registered person with another code."),
    "address_kept": _("The address is still that of another entry, which stays as it is."),
    "returned": _("Had left and is back."),
}
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
}
SEPARATORS: dict[str, Any] = {";": _("semicolon"), ",": _("comma"), "\t": _("tab")}


def of_file(problem: dict[str, Any]) -> str:
    """Why a file was refused."""
    told = dict(problem)
    sentence = str(FILE[told.pop("reason")])
    if "columns" in told:
        told["columns"] = gettext(", ").join(str(COLUMNS[name]) for name in told["columns"])
        told["found"] = gettext(", ").join(told["found"]) or "—"
    return sentence % told if told else sentence


def of_removal(gone: int, held: int, limit: int) -> str:
    """Why so many are not let go unasked."""
    words = ngettext(
        "%(gone)d of %(held)d person would leave the directory, more than %(limit)d %%.",
        "%(gone)d of %(held)d people would leave the directory, more than %(limit)d %%.",
        held,
    )
    return words % {"gone": gone, "held": held, "limit": limit}


KINDS: dict[str, Any] = {
    "new": _("New"),
    "changed": _("Changed"),
    "gone": _("Gone"),
    "person": _("Registered people"),
    "conflict": _("Conflicts"),
    "wrong": _("Lines that cannot be read"),
}
