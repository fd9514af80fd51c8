"""How the student-information system writes its export: the names of its columns and of what stands in them."""

import re
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator

from ventanilla.lib.shape import Shape, Slug
from ventanilla.lib.text import words_within
from ventanilla.lib.words import fold

Column = Literal[
    "email",
    "student_code",
    "given_names",
    "surnames",
    "types",
    "campus",
    "modality",
    "programme",
    "document_type",
    "document_number",
    "phone",
]
#: As a spreadsheet's cell says it.
Cell: Any = Annotated[str, PlainValidator(words_within(200, lines=False))]


class Directory(Shape):
    """`columns`: the headers of each column, where they are not the usual ones; `types`, `campuses` and the like:
    what the system calls them → ours. `removal_limit`: the share, in percent, that may leave with one import unasked.
    """

    columns: dict[Column, list[Cell]] = {}
    types: dict[Cell, Slug] = {}
    campuses: dict[Cell, Slug] = {}
    modalities: dict[Cell, Slug] = {}
    programmes: dict[Cell, Slug] = {}
    document_types: dict[Cell, Slug] = {}
    removal_limit: Annotated[int, Field(ge=0, le=100)] = 20


#: Usual headers, folded; the first column of this list that knows a header has it.
USUAL: dict[str, tuple[str, ...]] = {
    "email": (
        *("correo institucional", "correo electronico institucional", "correo", "correo electronico"),
        *("email", "e mail", "mail", "institutional email", "email address"),
    ),
    "student_code": (
        *("codigo", "codigo de estudiante", "codigo estudiantil", "codigo del estudiante", "matricula"),
        *("numero de matricula", "carne", "carnet", "id estudiante", "student code", "student id"),
    ),
    "given_names": ("nombres", "nombre", "given names", "first name", "first names"),
    "surnames": ("apellidos", "apellido", "surnames", "last name", "last names"),
    "types": ("tipo", "tipos", "tipo de usuario", "condicion", "user type"),
    "campus": ("sede", "campus", "recinto"),
    "modality": ("modalidad", "modality"),
    "programme": ("programa", "carrera", "programme", "program", "degree"),
    "document_type": ("tipo de documento", "tipo documento", "document type"),
    "document_number": (
        *("documento", "numero de documento", "documento de identidad", "identificacion", "cedula", "dni"),
        *("curp", "document number"),
    ),
    "phone": ("telefono", "celular", "movil", "telefono movil", "telefono celular", "phone"),
}
#: Without these nobody can be registered from the file.
REQUIRED = ("email", "given_names")


@lru_cache(maxsize=4096)  # a directory says the same few words in every line
def folded(name: str) -> str:
    """`Correo_Electrónico ` → `correo electronico`."""
    return " ".join(re.findall(r"\w+", fold(name).replace("_", " ")))
