"""What somebody wrote at the desk and may not send any more comes back to him."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

#: What people write at the desk, by the names of its forms' fields.
WRITTEN = ("body", "note", "reason", "summary", "missing", "adding", "ending", "words", "passage")


def words_kept(request: Any, *, problem: str = "") -> HttpResponse | None:
    """A page with what was written and could not be kept, and nothing of the request; None where nothing was.

    For whoever lost his role while he wrote: the page of the form is not his any more.
    """
    if request.method != "POST":
        return None
    written = [words for name in WRITTEN if (words := request.POST.get(name, "")).strip()]
    if not written:
        return None
    return render(request, "desk/refusal.html", {"written": written, "problem": problem}, status=404)
