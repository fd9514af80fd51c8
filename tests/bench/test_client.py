"""The measuring client reads pages and forms as a browser would, over one kept connection."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from bench.client import Client, Unexpected, hidden, parts

PAGE = (
    b'<form method="post" action="/faro/leave/"><input type="hidden" name="key" value="1"></form>'
    b'<form method="post" action="/faro/say/" enctype="multipart/form-data"><input type="hidden" name="key" '
    b'value="2&amp;3"><input name="body"></form>'
)


class Pages(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.answer(200, PAGE, ("Set-Cookie", "csrftoken=abc; Path=/"))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        cookie = self.headers["Cookie"].encode()
        self.answer(302, cookie + b"\n" + body, ("Location", "/faro/done/"))

    def answer(self, status: int, body: bytes, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in (*headers, ("Transfer-Encoding", "chunked")):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body))

    def log_message(self, *_told: object) -> None:
        """Silent."""


@pytest.fixture
def client() -> Iterator[Client]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    visitor = Client(server.server_port, "/faro", "a-session")
    yield visitor
    visitor.close()
    server.shutdown()
    server.server_close()


def test_a_form_is_found_by_where_it_goes_and_sent_with_its_hidden_fields_and_cookies(client: Client) -> None:
    form = client.get("/page/").form("/say/")
    assert form.hidden == {"key": ["2&3"]}
    answer = client.send(form, body="Hola")
    assert answer.place == "/faro/done/"
    cookie, _, body = answer.body.partition(b"\n")
    assert cookie == b"sessionid=a-session; csrftoken=abc"
    assert b'name="key"\r\n\r\n2&3\r\n' in body
    assert b'name="body"\r\n\r\nHola\r\n' in body


def test_another_status_than_expected_is_an_error_with_the_page_in_words(client: Client) -> None:
    with pytest.raises(Unexpected, match="GET /faro/page/: 200"):
        client.get("/page/", status=304)
    with pytest.raises(Unexpected, match="no form"):
        client.get("/page/").form("/nowhere/")


def test_several_values_of_one_name_are_all_sent() -> None:
    assert parts({"ticket": ["A", "B"]}).count(b'name="ticket"') == 2
    assert hidden(b'<input type="hidden" name="a" value="1"><input type="hidden" name="a" value="2">') == {
        "a": ["1", "2"]
    }
