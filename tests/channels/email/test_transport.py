"""What the relay answers decides whether a letter waits, is refused, or is somebody else's now."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.smtp import SMTP
from django.test import override_settings

from tests.world import MONDAY, World
from ventanilla.channels.base import Envelope, Letter, NotNow, Refused
from ventanilla.channels.email.transport import send

if TYPE_CHECKING:
    from ventanilla.config.demo.catcher import Catcher

LETTER = Letter(subject="Recibimos su solicitud", greeting="Hola, Ana:", lines=("Gracias.",))


@pytest.fixture
def envelope(acting: World) -> Envelope:
    return Envelope(
        institution=acting.faro,
        name="Ana Batista",
        address="ana@faro.test",
        language="es",
        message_id="<d.1.aaaaaaaaaaaaaaaa@ventanilla.test>",
        thread="",
        replies=False,
        at=MONDAY,
    )


class Grumpy:
    """A relay that answers one command in its own way (aiosmtpd finds its hooks by their names)."""

    def __init__(self, command: str, reply: str) -> None:
        async def answer(*_: Any) -> str:
            return reply

        setattr(self, f"handle_{command}", answer)


@contextmanager
def relay(command: str, reply: str) -> Iterator[None]:
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(
        loop.create_server(lambda: SMTP(Grumpy(command, reply), loop=loop), "127.0.0.1", 0)
    )
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    with override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=server.sockets[0].getsockname()[1]):
        yield
    loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def test_a_letter_that_is_taken_arrives_as_it_was_written(catcher: Catcher, envelope: Envelope):
    send(LETTER, envelope)
    [mail] = catcher.messages(to="ana@faro.test")
    assert mail.message["Return-Path"] == "<no-reply@ventanilla.test>"
    assert mail.message["Date"].datetime == MONDAY
    assert mail.text.splitlines()[:3] == ["Hola, Ana:", "", "Gracias."]


@pytest.mark.parametrize("reply", ["451 4.3.0 Try again", "421 4.7.0 Too busy", "452 4.2.2 Mailbox full"])
def test_an_address_that_is_refused_for_now_may_be_good_later(
    catcher: Catcher, envelope: Envelope, reply: str
):
    catcher.refuse("ana@faro.test", reply)
    with pytest.raises(NotNow, match=reply[:3]):
        send(LETTER, envelope)


@pytest.mark.parametrize(
    ("reply", "address"),
    [
        ("550 5.1.1 No such user", True),
        ("550 No such user", True),
        ("552 5.2.2 Mailbox full", True),
        ("550 5.7.1 Relay access denied", False),
    ],
)
def test_an_address_that_is_refused_for_good_is_told_from_a_relay_that_mistrusts_us(
    catcher: Catcher, envelope: Envelope, reply: str, address: bool
):
    catcher.refuse("ana@faro.test", reply)
    with pytest.raises(Refused) as refused:
        send(LETTER, envelope)
    assert refused.value.address is address
    assert str(refused.value) == reply


@pytest.mark.parametrize(
    ("command", "reply", "expected"),
    [
        ("MAIL", "550 5.7.1 Not you", Refused),
        ("MAIL", "451 4.7.1 Not now", NotNow),
        ("DATA", "554 5.6.0 Not this", Refused),
        ("DATA", "451 4.6.0 Not now", NotNow),
        ("EHLO", "554 5.7.1 Nobody", NotNow),
    ],
)
def test_what_is_refused_at_another_step_never_speaks_of_the_address(
    envelope: Envelope, command: str, reply: str, expected: type[Exception]
):
    with relay(command, reply), pytest.raises(expected) as found:
        send(LETTER, envelope)
    assert not getattr(found.value, "address", False)


def test_a_relay_that_does_not_know_our_password_is_tried_again(catcher: Catcher, envelope: Envelope):
    with override_settings(EMAIL_HOST_USER="desk", EMAIL_HOST_PASSWORD="wrong"), pytest.raises(NotNow):
        send(LETTER, envelope)


def test_a_relay_without_encryption_is_not_told_anything(catcher: Catcher, envelope: Envelope):
    with override_settings(EMAIL_USE_TLS=True), pytest.raises(NotNow, match="STARTTLS"):
        send(LETTER, envelope)
    assert catcher.messages() == []


def test_a_relay_that_says_nothing_is_left(envelope: Envelope):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        settings = override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_TIMEOUT=0.3)
        with settings, pytest.raises(NotNow, match="timed out"):
            send(LETTER, envelope)


def test_what_is_no_address_is_never_tried(catcher: Catcher, envelope: Envelope):
    with pytest.raises(Refused) as refused:
        send(LETTER, replace(envelope, address="ana@faro.test\r\nBcc: diego@faro.test"))
    assert refused.value.address
    assert catcher.messages() == []


def test_a_long_subject_in_any_script_arrives_whole(catcher: Catcher, envelope: Envelope):
    subject = "Constancia de matrícula 👩🏽‍🎓 " * 12 + "شهادة القيد"
    send(replace(LETTER, subject=subject), envelope)
    [mail] = catcher.messages()
    assert mail.subject == subject
    assert all(len(line) <= 998 for line in mail.raw.split(b"\r\n"))
