"""What is written into the headers of a mail is read again as it was, and nothing besides."""

import re
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import SMTP

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ventanilla.lib.mail import NoAddress, checked, header, mailbox_header, one_line

words = st.text(max_size=300)


def read(written: str, name: str) -> tuple[list[str], str]:
    lines = written.encode("ascii").split(b"\r\n")
    assert max(map(len, lines)) <= 320, "only an address may be longer than a line"
    parsed = message_from_bytes(written.encode("ascii") + b"\r\n", policy=SMTP)
    return list(parsed.keys()), str(parsed[name])


@settings(deadline=None)
@given(words)
@example("[FARO-26-000001-9] El solicitante desistió de la solicitud")
@example("x\r\nBcc: diego@faro.test\r\n\r\n<script>")
@example("=?utf-8?q?=41?=")
@example("🧑🏽‍🎓" * 40)
@example("طلب شهادة القيد")
@example("a" * 1000)
def test_a_subject_is_read_again_as_it_was(typed: str):
    subject = one_line(typed)
    assert read(header("Subject", subject), "Subject") == (["Subject"], subject)


@settings(deadline=None)
@given(words)
@example('Ana "la jefa" Núñez <x@y.test>')
@example("Bruno M. Vega, S. A.")
@example("Núñez de la Torre y Fernández-Villaverde, María de los Ángeles Concepción")
def test_a_name_is_read_again_as_it_was_and_adds_no_address(typed: str):
    name = one_line(typed)
    written = mailbox_header("To", name, "ana@faro.test").encode("ascii")
    to = message_from_bytes(written + b"\r\n", policy=SMTP)["To"]
    assert [one.addr_spec for one in to.addresses] == ["ana@faro.test"]
    assert name_in(written.decode()) == name


def name_in(written: str) -> str:
    """Python's own reader of addresses (3.11) puts blanks between encoded words."""
    phrase = written.removeprefix("To: ").rpartition("<")[0].strip()
    if phrase.startswith('"'):
        return re.sub(r"\\(.)", r"\1", phrase[1:-1])
    return str(make_header(decode_header(phrase)))


@settings(deadline=None)
@given(words)
def test_one_line_is_one_line(typed: str):
    line = one_line(typed)
    assert len(line.splitlines()) <= 1
    assert line == one_line(line)


def test_a_text_cannot_turn_the_words_after_it_around():
    assert one_line("factura\u202efdp.exe") == "facturafdp.exe"


def test_a_domain_of_other_letters_is_written_in_ascii():
    assert checked("ana@universidad-ñ.test") == "ana@xn--universidad--lhb.test"


@pytest.mark.parametrize(
    "address",
    ["", "ana", "@faro.test", "ana@", "a b@faro.test", "ana@faro.test>\r\nBcc: x@y.test", "ñ@faro.test"],
)
def test_what_is_no_address_is_refused(address: str):
    with pytest.raises(NoAddress):
        checked(address)
