"""What a password may not be: short, common, or known to others, as the document number is (MEN-04)."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from ventanilla.lib.words import fold
from ventanilla.people.models import Account, Person

COMMON = frozenset(
    """
    contrasena micontrasena clave miclave universidad miuniversidad launiversidad estudiante
    estudiantes soyestudiante bienvenido bienvenida bienvenidos administrador teamo teamomucho
    tequiero tequieromucho miamor amorcito micorazon jesucristo diosesamor guadalupe barcelona
    realmadrid colombia ecuador mexico panama lima bogota guadalajara quito ventanilla servicios
    secretaria
    """.split()  # noqa: SIM905  a list of them would be a page
)
LONGEST = 128  # hashing a longer one would be work for an attacker's sake


def check_password_words(password: str, *, email: str, person: Person | None) -> None:
    """Raises ValidationError with sentences for the page."""
    if len(password) > LONGEST:
        raise ValidationError(gettext("A password has at most %(limit)d characters.") % {"limit": LONGEST})
    if person is not None and _is_known(password, person):
        raise ValidationError(
            gettext("Your document number, code or user name cannot be your password: others know them.")
        )
    account = Account(email=email)
    if person is not None:
        # The names under which Django's validator looks for what is too similar.
        for name, value in (("first_name", person.given_names), ("last_name", person.surnames)):
            setattr(account, name, value)
    if _is_common(password):
        raise ValidationError(
            gettext("This password is one of the first that others try. Choose another one.")
        )
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise ValidationError([_sentence(one) for one in error.error_list]) from error


def _is_known(password: str, person: Person) -> bool:
    known = (person.document_number, person.student_code, person.username)
    return _bare(password) in {_bare(words) for words in known if words}


def _is_common(password: str) -> bool:
    """Django's list is English: the first words of these countries, whatever figures stand behind them."""
    return fold(password).rstrip("0123456789.!*-_") in COMMON


def _bare(words: str) -> str:
    return "".join(filter(str.isalnum, words)).casefold()


def _sentence(error: ValidationError) -> str:
    if error.code == "password_too_similar":
        return gettext("This password is too much like your name or your address. Choose another one.")
    return str(error.messages[0])
