"""What a password may not be: short, common, or known to others, as the document number is (MEN-04)."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from ventanilla.people.models import Account, Person

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
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise ValidationError([_sentence(one) for one in error.error_list]) from error


def _is_known(password: str, person: Person) -> bool:
    known = (person.document_number, person.student_code, person.username)
    return _bare(password) in {_bare(words) for words in known if words}


def _bare(words: str) -> str:
    return "".join(filter(str.isalnum, words)).casefold()


def _sentence(error: ValidationError) -> str:
    if error.code == "password_too_similar":
        return gettext("This password is too much like your name or your address. Choose another one.")
    return str(error.messages[0])
