"""How many files a file question demands. Their kinds and sizes are judged as they come in: documents/actions.py."""

from django.utils.translation import ngettext

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
