"""The catcher's pages: the newest mail first, one mail, its HTML in a closed frame."""

from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.template import Context, Engine

from ventanilla.config.demo.catcher.mailbox import Letter, Mailbox

PAGES = Path(__file__).parent / "pages"
ENGINE = Engine(dirs=[str(PAGES)])
AT_ONCE = 50
POLICY = "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'"
#: No script, no picture from elsewhere that would tell somebody; links open beside the catcher.
FRAME_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; "
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'"
)
OWN_NAMES = ("127.0.0.1", "localhost", "[::1]")


def serve(mailbox: Mailbox, port: int) -> ThreadingHTTPServer:
    """Bound, not yet serving: raises OSError where the port is taken."""
    site = type("MailboxSite", (Site,), {"mailbox": mailbox})
    return ThreadingHTTPServer(("127.0.0.1", port), site)


class Site(BaseHTTPRequestHandler):
    mailbox: Mailbox
    server_version = "Ventanilla"
    sys_version = ""

    def do_GET(self) -> None:
        if self.headers.get("Host", "").rsplit(":", 1)[0] not in OWN_NAMES:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)  # a page elsewhere that has our address
            return
        path = [unquote(part) for part in urlsplit(self.path).path.strip("/").split("/")]
        if path == [""]:
            self._list()
        elif path == ["style.css"]:
            self._answer((PAGES / "style.css").read_bytes(), "text/css; charset=utf-8")
        elif (letter := self.mailbox.letter(path[0])) is None:
            self._page("missing.html", {}, HTTPStatus.NOT_FOUND)
        else:
            self._part(letter, path[1:])

    def log_message(self, *args: object) -> None:
        """Quiet: who reads which mail is nobody's business."""

    def _list(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        to = query.get("to", [""])[0]
        before = query.get("before", [""])[0]
        found = [one for one in reversed(self.mailbox.letters(to)) if not before or one.id < before]
        shown = found[:AT_ONCE]
        self._page(
            "list.html",
            {
                "letters": shown,
                "to": to,
                "older": shown[-1].id if len(found) > AT_ONCE else "",
                "paged": before,
            },
        )

    def _part(self, letter: Letter, rest: list[str]) -> None:
        parts: dict[str, Callable[[Letter], None]] = {"": self._letter, "html": self._html, "raw": self._raw}
        if len(rest) == 2 and rest[0] == "attachment":
            self._attachment(letter, rest[1])
        elif len(rest) <= 1 and "".join(rest) in parts:
            parts["".join(rest)](letter)
        else:
            self._page("missing.html", {}, HTTPStatus.NOT_FOUND)

    def _letter(self, letter: Letter) -> None:
        context = {
            "letter": letter,
            "headers": [(name, str(value)) for name, value in letter.message.items()],
            "attachments": [
                (str(n), part.get_filename() or part.get_content_type())
                for n, part in enumerate(letter.attachments)
            ],
        }
        self._page("letter.html", context)

    def _html(self, letter: Letter) -> None:
        page = f'<base target="_blank">{letter.html}'.encode()
        self._answer(page, "text/html; charset=utf-8", policy=FRAME_POLICY)

    def _raw(self, letter: Letter) -> None:
        self._answer(letter.raw, "message/rfc822", file=f"{letter.id}.eml")

    def _attachment(self, letter: Letter, number: str) -> None:
        parts = letter.attachments
        if not number.isdecimal() or int(number) >= len(parts):
            self._page("missing.html", {}, HTTPStatus.NOT_FOUND)
            return
        part = parts[int(number)]
        content = part.get_payload(decode=True)
        body = content if isinstance(content, bytes) else part.as_bytes()
        self._answer(body, "application/octet-stream", file=part.get_filename() or f"{letter.id}-{number}")

    def _page(self, name: str, context: dict[str, object], status: HTTPStatus = HTTPStatus.OK) -> None:
        page = ENGINE.get_template(name).render(Context(context))
        self._answer(page.encode(), "text/html; charset=utf-8", status=status)

    def _answer(
        self,
        body: bytes,
        kind: str,
        *,
        status: HTTPStatus = HTTPStatus.OK,
        policy: str = POLICY,
        file: str = "",
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        if file:
            safe = "".join(
                letter if letter.isascii() and (letter.isalnum() or letter in "._-") else "_"
                for letter in file
            )
            self.send_header("Content-Disposition", f'attachment; filename="{safe}"')
        self.end_headers()
        self.wfile.write(body)
