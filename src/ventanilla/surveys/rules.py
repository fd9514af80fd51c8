"""What a survey accepts as an answer. Pure."""

from typing import Any

from ventanilla.lib.text import printable

LONGEST = 2_000  # characters of the comment


class NotOnScale(Exception):
    """The score is none of the scale's: a page left open, or a changed form."""


class CommentTooLong(Exception):
    """The comment has more than LONGEST characters."""


def checked_score(data: dict[str, Any], score: int) -> int:
    """From 1, the worst, to as many as the invitation's scale has."""
    if not 1 <= score <= len(data["scale"]):
        raise NotOnScale
    return score


def checked_comment(comment: str) -> str:
    comment = printable(comment).replace("\r\n", "\n").strip()
    if len(comment) > LONGEST:
        raise CommentTooLong
    return comment
