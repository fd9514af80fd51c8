"""To whoever reads the mail of an address that was written into a page. Repeats nothing typed there."""

from django.utils.translation import gettext

from ventanilla.channels.base import Letter
from ventanilla.notify.case import Case, Outdated
from ventanilla.notify.wording.requester import greeting
from ventanilla.people.codes import code_of, link_token
from ventanilla.people.models import Registration


def registration_code(case: Case) -> Letter:
    registration = pending(case)
    return Letter(
        subject=gettext("%(code)s is your code for %(desk)s") % _names(case, registration),
        greeting=greeting(case),
        lines=(gettext("To finish your registration, write this code on the page or use the link:"),),
        code=code_of(registration),
        button=(gettext("Confirm my address"), _link(case, registration)),
        after=(_until(case, registration), gettext("If it was not you, ignore this mail: nothing happens.")),
    )


def registration_known(case: Case) -> Letter:
    pending(case)
    return Letter(
        subject=gettext("You are registered already in %(desk)s") % _names(case),
        greeting=greeting(case),
        lines=(
            gettext(
                "Somebody, probably you, wanted to register with this address. It has an account already."
            ),
            gettext("Sign in with it. If you forgot the password, you can set a new one on the same page."),
        ),
        button=(gettext("Sign in with this address"), case.address("account_login")),
        after=(gettext("If it was not you, ignore this mail: nothing happens."),),
    )


def password_code(case: Case) -> Letter:
    registration = pending(case)
    return Letter(
        subject=gettext("%(code)s is your code to set a new password") % _names(case, registration),
        greeting=greeting(case),
        lines=(gettext("To set a new password, write this code on the page or use the link:"),),
        code=code_of(registration),
        button=(gettext("Set my new password"), _link(case, registration)),
        after=(
            _until(case, registration),
            gettext("If it was not you, ignore this mail: your password stays as it is."),
        ),
    )


def password_changed(case: Case) -> Letter:
    return Letter(
        subject=gettext("Your password was changed"),
        greeting=greeting(case),
        lines=(
            gettext("The password of your account was changed on %(when)s.")
            % {"when": case.when(case.event.at)},
        ),
        button=(gettext("It was not me: set a new password"), case.address("account_reset_password")),
        after=(gettext("If it was you, there is nothing to do."),),
    )


def pending(case: Case) -> Registration:
    """The registration while a code is of use: a letter that waited may come after its end.

    A corrected address has a code of its own, which must not go to the wrong one.
    """
    registration = case.registration
    if registration is None or registration.verified_at or registration.used_at:
        raise Outdated("the registration is over")
    if registration.expires_at <= case.at:
        raise Outdated("the code expired before it could be delivered")
    if registration.email != case.to:
        raise Outdated("the address was corrected")
    return registration


def _names(case: Case, registration: Registration | None = None) -> dict[str, str]:
    code = code_of(registration) if registration else ""
    return {"desk": case.said(case.institution.desk_name).words, "code": code}


def _link(case: Case, registration: Registration) -> str:
    return case.address("accounts:link", link_token(registration))


def _until(case: Case, registration: Registration) -> str:
    return gettext("The code is good until %(when)s.") % {"when": case.when(registration.expires_at)}
