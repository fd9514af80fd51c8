"""The catcher over real SMTP and real HTTP."""

import smtplib
from collections.abc import Iterator
from email.message import EmailMessage
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread

import pytest

from ventanilla.config.demo.catcher import Catcher
from ventanilla.config.demo.catcher.site import serve

ANA = "ana@umecit.example"


@pytest.fixture
def catcher(tmp_path: Path) -> Iterator[Catcher]:
    catcher = Catcher(tmp_path / "mail")
    catcher.start()
    yield catcher
    catcher.stop()


@pytest.fixture
def site(catcher: Catcher) -> Iterator[int]:
    pages = serve(catcher.mailbox, 0)
    Thread(target=pages.serve_forever, daemon=True).start()
    yield pages.server_address[1]
    pages.shutdown()
    pages.server_close()


def mail(subject: str = "Recibimos tu solicitud", text: str = "Hola", html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ventanilla <mesa@umecit.example>"
    message["To"] = ANA
    message["Subject"] = subject
    message["Message-ID"] = "<1@ventanilla.example>"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def send(catcher: Catcher, message: EmailMessage, *to: str) -> None:
    with smtplib.SMTP(catcher.host, catcher.port, timeout=10) as relay:
        relay.send_message(message, from_addr="bounce@umecit.example", to_addrs=list(to) or [ANA])


def get(port: int, path: str, host: str = "127.0.0.1") -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Host": f"{host}:{port}"})
    answer = connection.getresponse()
    return answer, answer.read().decode()


# Keeping


def test_a_mail_is_a_file_as_soon_as_its_sender_hears_250(catcher: Catcher):
    send(catcher, mail(text="El código es 482913"))
    [letter] = catcher.messages(to=ANA)
    assert letter.file.read_bytes().startswith(b"Return-Path: <bounce@umecit.example>\r\nDelivered-To: ana@")
    assert letter.subject == "Recibimos tu solicitud"
    assert "482913" in letter.text
    assert letter.message["Message-ID"] == "<1@ventanilla.example>"


def test_mails_come_in_the_order_of_arrival_and_are_found_by_recipient(catcher: Catcher):
    send(catcher, mail("primero"))
    send(catcher, mail("segundo"), "bruno@upn.example", ANA)
    send(catcher, mail("tercero"), "diego@upn.example")
    assert [letter.subject for letter in catcher.messages()] == ["primero", "segundo", "tercero"]
    assert [letter.subject for letter in catcher.messages(to="ANA@umecit.example")] == ["primero", "segundo"]
    assert [letter.subject for letter in catcher.messages(to="@upn")] == ["segundo", "tercero"]
    assert catcher.messages(to="nadie") == []


def test_mails_outlive_the_catcher(catcher: Catcher):
    send(catcher, mail())
    again = Catcher(catcher.mailbox.folder)
    assert [letter.subject for letter in again.messages()] == ["Recibimos tu solicitud"]


def test_accents_and_addresses_beyond_ascii_arrive_whole(catcher: Catcher):
    with smtplib.SMTP(catcher.host, catcher.port, timeout=10) as relay:
        relay.ehlo()
        relay.send_message(mail("Año y ñandú ✓"), to_addrs=["josé@umecit.example"])
    [letter] = catcher.messages(to="josé@")
    assert letter.subject == "Año y ñandú ✓"


# What can go wrong


def test_an_address_refused_for_now_gets_through_at_the_third_try(catcher: Catcher):
    catcher.refuse(ANA, "451 4.3.0 later", times=2)
    for _ in range(2):
        with pytest.raises(smtplib.SMTPRecipientsRefused) as caught:
            send(catcher, mail())
        assert caught.value.recipients[ANA][0] == 451
    send(catcher, mail())
    assert len(catcher.messages()) == 1
    assert catcher.attempts[ANA] == 3


def test_an_address_refused_for_ever_stays_so_until_it_is_accepted_again(catcher: Catcher):
    catcher.refuse(ANA, "550 5.1.1 no such user")
    for _ in range(3):
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            send(catcher, mail())
    catcher.accept(ANA)
    send(catcher, mail())
    assert len(catcher.messages()) == 1


def test_the_line_drops_before_the_250_of_a_mail_that_is_kept(catcher: Catcher):
    catcher.hang_up(ANA, "before 250", times=1)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        send(catcher, mail())
    send(catcher, mail())
    assert [one.message["Message-ID"] for one in catcher.messages()] == ["<1@ventanilla.example>"] * 2


def test_the_line_drops_after_the_250(catcher: Catcher):
    catcher.hang_up(ANA, "after 250")
    relay = smtplib.SMTP(catcher.host, catcher.port, timeout=10)
    assert relay.send_message(mail(), to_addrs=[ANA]) == {}
    with pytest.raises(smtplib.SMTPServerDisconnected):
        relay.noop()
    assert len(catcher.messages()) == 1


def test_the_port_is_free_again_after_the_stop(catcher: Catcher):
    port = catcher.port
    send(catcher, mail())
    catcher.stop()
    again = Catcher(catcher.mailbox.folder, port=port)
    again.start()
    send(again, mail())
    again.stop()
    assert len(again.messages()) == 2


# Its pages


def test_the_newest_mail_stands_first(catcher: Catcher, site: int):
    send(catcher, mail("el primero"))
    send(catcher, mail("el último"))
    _, page = get(site, "/")
    assert page.index("el último") < page.index("el primero")
    _, page = get(site, "/?to=nadie@")
    assert "Ningún mensaje para «nadie@»" in page


def test_an_empty_mailbox_says_so(site: int):
    _, page = get(site, "/")
    assert "Todavía no llegó ningún mensaje" in page


def test_a_long_mailbox_is_read_in_pages(catcher: Catcher, site: int):
    for n in range(60):
        catcher.mailbox.keep("", [ANA], f"Subject: mensaje {n}\r\n\r\n".encode())
    _, page = get(site, "/")
    assert page.count("<li>") == 50
    assert "mensaje 59" in page
    older = page.split("&amp;before=")[1].split('"')[0]
    _, page = get(site, f"/?to=&before={older}")
    assert page.count("<li>") == 10
    assert "mensaje 0<" in page


def test_one_mail_shows_its_text_with_links_and_its_headers(catcher: Catcher, site: int):
    send(catcher, mail(text="Siga este enlace: http://127.0.0.1:8000/umecit/v/abc\nGracias"))
    answer, page = get(site, f"/{catcher.messages()[0].id}")
    assert answer.status == 200
    assert '<a href="http://127.0.0.1:8000/umecit/v/abc"' in page
    assert "Message-ID" in page


def test_scripts_in_a_mail_stay_words_on_the_page_and_are_caged_in_the_frame(catcher: Catcher, site: int):
    evil = "<script>alert(1)</script>"
    send(catcher, mail(subject=evil, text=evil, html=f"<p>hola</p>{evil}"))
    name = catcher.messages()[0].id
    for path in ("/", f"/{name}"):
        answer, page = get(site, path)
        assert evil not in page
        assert "script-src" not in (answer.headers["Content-Security-Policy"] or "")
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    answer, _ = get(site, f"/{name}/html")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox ")
    assert "allow-scripts" not in policy
    assert "allow-same-origin" not in policy


def test_the_original_and_the_attachments_are_downloads(catcher: Catcher, site: int):
    message = mail()
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename='../"evil".pdf')
    send(catcher, message)
    [letter] = catcher.messages()
    answer, page = get(site, f"/{letter.id}/raw")
    assert answer.headers["Content-Type"] == "message/rfc822"
    assert page.encode() == letter.raw
    answer, page = get(site, f"/{letter.id}/attachment/0")
    assert page == "%PDF-1.7"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="..__evil_.pdf"'


@pytest.mark.parametrize(
    "path", ["/nothing", "/../../etc/passwd", "/%2e%2e/passwords", "/x/html", "/x/attachment/9"]
)
def test_unknown_addresses_get_a_page_that_says_so(site: int, path: str):
    answer, page = get(site, path)
    assert answer.status == 404
    assert "Ese mensaje no está aquí" in page


def test_unknown_parts_of_a_mail_get_the_same_page(catcher: Catcher, site: int):
    send(catcher, mail())
    name = catcher.messages()[0].id
    for rest in ("attachment/7", "attachment/x", "html/x", "nothing"):
        assert get(site, f"/{name}/{rest}")[0].status == 404


def test_a_name_from_elsewhere_that_points_here_is_refused(catcher: Catcher, site: int):
    send(catcher, mail("secreto"))
    answer, page = get(site, "/", host="evil.example")
    assert answer.status == 421
    assert "secreto" not in page
