"""Whether an identity number looks right. A doubt is said and stops nobody: documents differ from rules."""

import re
from collections.abc import Callable

import stdnum.ec.ci
import stdnum.mx.curp
import stdnum.pe.cui
from stdnum.exceptions import InvalidComponent, ValidationError

#: province-book-entry; PE born abroad, E foreigner, N naturalised; AV before validity, PI indigenous.
PANAMA = re.compile(r"(PE|E|N|(0?[1-9]|1[0-3])(AV|PI)?)-?\d{1,4}-?\d{1,6}")


def looks_right(check: str, number: str) -> bool:
    """`check` is a document type's key in people.yaml."""
    return CHECKS[check](tidy(number))


def tidy(number: str) -> str:
    return re.sub(r"[\s.]", "", number).upper()


def _panama(number: str) -> bool:
    return PANAMA.fullmatch(number) is not None


def _peru(number: str) -> bool:
    return stdnum.pe.cui.is_valid(number)


def _ecuador(number: str) -> bool:
    return stdnum.ec.ci.is_valid(number)


def _mexico(number: str) -> bool:
    try:
        stdnum.mx.curp.validate(number)
    except InvalidComponent:
        return len(number) == 18 and number[10] == "X"  # newer than the library: sex X
    except ValidationError:
        return False
    return True


def _colombia(number: str) -> bool:
    """A cédula de ciudadanía has no check digit."""
    return re.fullmatch(r"\d{5,10}", number.replace("-", "")) is not None


CHECKS: dict[str, Callable[[str], bool]] = {
    "pa_cedula": _panama,
    "pe_dni": _peru,
    "ec_cedula": _ecuador,
    "mx_curp": _mexico,
    "co_cedula": _colombia,
    "none": lambda number: True,
}
