"""A browser that costs next to nothing: one kept connection, cookies given, no script. Plain HTTP/1.1."""

import re
import socket
from collections.abc import Mapping
from html import unescape
from typing import NamedTuple
from urllib.parse import urlencode

INPUT = re.compile(rb"<input\b[^>]*>")
FORM = re.compile(rb"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
ATTRIBUTE = re.compile(rb'([a-z-]+)="([^"]*)"')
#: What each answer said of its statements, where the web counts them (bench/counted.py).
counted: list[int] = []
BOUNDARY = "bench-7d3f5a"


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes
    path: str = ""  # what was asked for: a form without an address goes there again

    def form(self, action: str) -> "Form":
        """The first form of the page that goes to an address with this ending."""
        for attributes, inside in FORM.findall(self.body):
            told = dict(ATTRIBUTE.findall(attributes))
            place = told.get(b"action", b"").decode() or self.path
            if place.endswith(action):
                files = told.get(b"enctype", b"").startswith(b"multipart")
                return Form(place, hidden(inside), files)
        raise Unexpected(f"no form on the page goes to {action}")

    @property
    def place(self) -> str:
        """Where it sends one on to."""
        return self.headers.get("location", "")


Fields = dict[str, list[str]]


class Form(NamedTuple):
    action: str
    hidden: Fields
    files: bool

    def filled(self, **answers: str | list[str]) -> Fields:
        given = {name: value if isinstance(value, list) else [value] for name, value in answers.items()}
        return {**self.hidden, **given}


def hidden(html: bytes) -> Fields:
    """What the hidden fields hold."""
    found: Fields = {}
    for field in INPUT.findall(html):
        told = dict(ATTRIBUTE.findall(field))
        if told.get(b"type") == b"hidden" and b"name" in told:
            value = unescape(told.get(b"value", b"").decode())
            found.setdefault(unescape(told[b"name"].decode()), []).append(value)
    return found


class Unexpected(RuntimeError):
    """Another status than the one that a measurement is about."""


def parts(fields: Fields) -> bytes:
    """As a browser sends a form that may bring files."""
    line = f"--{BOUNDARY}\r\nContent-Disposition: form-data; name="
    told = [f'{line}"{name}"\r\n\r\n{value}\r\n' for name, values in fields.items() for value in values]
    return f"{''.join(told)}--{BOUNDARY}--\r\n".encode()


class Client:
    """Signed in with `session`; `prefix` is the institution's."""

    def __init__(self, port: int, prefix: str, session: str = "") -> None:
        self._port, self._prefix = port, prefix
        self.cookies = {"sessionid": session} if session else {}
        self._socket: socket.socket | None = None
        self._rest = b""

    def get(self, path: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
        return self._ask(f"GET {self._at(path)}", b"", dict(headers or {}), status)

    def post(self, path: str, fields: Fields, *, status: int = 302, multipart: bool = False) -> Answer:
        body = parts(fields) if multipart else urlencode(fields, doseq=True).encode()
        kind = (
            f"multipart/form-data; boundary={BOUNDARY}" if multipart else "application/x-www-form-urlencoded"
        )
        headers = {"Content-Type": kind, "Content-Length": str(len(body))}
        return self._ask(f"POST {self._at(path)}", body, headers, status)

    def send(self, form: Form, *, status: int = 302, **answers: str | list[str]) -> Answer:
        return self.post(form.action, form.filled(**answers), status=status, multipart=form.files)

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket, self._rest = None, b""

    def _at(self, path: str) -> str:
        return path if path.startswith(f"{self._prefix}/") else f"{self._prefix}{path}"

    def _ask(self, line: str, body: bytes, headers: dict[str, str], status: int) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        told = {"Host": f"127.0.0.1:{self._port}", "Accept-Language": "es", "Accept": "text/html", **headers}
        if cookies:
            told["Cookie"] = cookies
        head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        answer = self._exchange(f"{line} HTTP/1.1\r\n{head}\r\n".encode() + body)
        answer = answer._replace(path=line.partition(" ")[2])
        if "x-statements" in answer.headers:
            counted.append(int(answer.headers["x-statements"]))
        if answer.status != status:
            words = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.body.decode(errors="replace")))[:300]
            raise Unexpected(f"{line}: {answer.status} {answer.place} {words}")
        return answer

    def _exchange(self, question: bytes) -> Answer:
        """Once more on a new connection where the server had closed the kept one."""
        if self._socket is not None:
            try:
                self._socket.sendall(question)
                return self._read()
            except ConnectionError:
                self.close()
        self._socket = socket.create_connection(("127.0.0.1", self._port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(question)
        return self._read()

    def _read(self) -> Answer:
        while b"\r\n\r\n" not in self._rest:
            self._more()
        head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
            if name.lower() == "set-cookie":
                self._keep(value.strip())
        body = self._chunks() if headers.get("transfer-encoding") == "chunked" else self._exactly(headers)
        return Answer(int(first.split()[1]), headers, body)

    def _keep(self, cookie: str) -> None:
        name, _, value = cookie.partition(";")[0].partition("=")
        if name == "csrftoken":
            self.cookies[name] = value

    def _exactly(self, headers: Mapping[str, str]) -> bytes:
        length = int(headers.get("content-length", 0))
        while len(self._rest) < length:
            self._more()
        body, self._rest = self._rest[:length], self._rest[length:]
        return body

    def _chunks(self) -> bytes:
        found: list[bytes] = []
        while True:
            while b"\r\n" not in self._rest:
                self._more()
            size, _, self._rest = self._rest.partition(b"\r\n")
            length = int(size, 16)
            part = self._exactly({"content-length": str(length + 2)})
            if length == 0:
                return b"".join(found)
            found.append(part[:-2])

    def _more(self) -> None:
        assert self._socket is not None
        found = self._socket.recv(262_144)
        if not found:
            raise ConnectionResetError("the server closed the connection")
        self._rest += found
