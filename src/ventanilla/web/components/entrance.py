"""What is turned away before anything is read or kept, and what a browser may keep of what it was shown."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from ventanilla.web.components.errors import too_large

Handler = Callable[[HttpRequest], HttpResponse]
#: Ten files of ten million bytes and the words beside them; a form of files is read to the disk before the first
#: line of a view, whoever sends it.
LARGEST_BODY = 120_000_000
#: The next one at a shared computer finds nothing behind the back button.
PERSONAL = "private, no-store"
#: Each page holds a token of its own; going back may show it again as it was left.
ANYBODY = "private, no-cache"


class EntranceMiddleware:
    """Refuses what is larger than any form, unread; pages are nobody else's to keep."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if announced(request) > LARGEST_BODY:
            return too_large(request)
        response = self.get_response(request)
        known = getattr(request, "person", None) is not None
        response.headers.setdefault("Cache-Control", PERSONAL if known else ANYBODY)
        patch_vary_headers(response, ["HX-Request"])  # a part of a page is not the page when one goes back
        return response


def announced(request: HttpRequest) -> int:
    """The bytes that are to come; without the header Django reads none."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdecimal() else 0
