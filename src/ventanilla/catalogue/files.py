"""What a file question demands: how many, of which kinds, how large."""

from django.utils import translation
from django.utils.translation import gettext, ngettext

from ventanilla.catalogue.question import Question


def count_problem(question: Question, count: int, *, must: bool) -> str | None:
    """Why so many files do not answer the question (in the language that is active)."""
    least = max(int(question.min or 0), 1) if must or count else 0
    if count < least:
        words = ngettext("Please add %(number)d file.", "Please add %(number)d files.", least)
        return words % {"number": least}
    if count > question.most_files:
        words = ngettext("%(number)d file at most.", "%(number)d files at most.", question.most_files)
        return words % {"number": question.most_files}
    return None


def file_problem(question: Question, *, kind: str, size: int, language: str) -> str | None:
    """Why a file does not serve as an answer: its kind (as found in its content: `pdf`, `jpg`…) or size."""
    with translation.override(language):
        if kind not in question.accepted:
            accepted = ", ".join(k.upper() for k in question.accepted if k != "jpeg")
            return gettext("This kind of file does not serve here. Please send: %(kinds)s.") % {
                "kinds": accepted
            }
        if size == 0:
            return gettext("The file is empty. Please choose it again.")
        if size > question.largest_mb * 1_000_000:
            words = gettext("The file is larger than %(limit)d MB. Please send a smaller one.")
            return words % {"limit": question.largest_mb}
    return None
