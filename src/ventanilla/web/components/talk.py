"""A message and an internal note, as they stand in a conversation: a hundred of them on a page are no templates."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, pgettext

from ventanilla.lib import text as texts
from ventanilla.people import moments
from ventanilla.web.components.weights import weight

#: What a link or an address has; most messages have none, and are not read word by word.
LINKED = re.compile(r"[.:@]\S")


def message(item: Any, *, now: datetime) -> SafeString:
    """`item` holds id who text at mine initials via files links unread under report, by key or by name."""
    get = _reader(item)
    facts = [_time(get("at"), now)]
    if via := get("via"):
        facts.append(conditional_escape(via))
    if under := get("under"):
        facts.append(_under(under))
    if get("unread"):
        facts.append(format_html('<b class="fresh">{}</b>', gettext("new")))
    report = get("report")
    return format_html(
        '<article class="says {}"{}>\n<span class="face" aria-hidden="true">{}</span>\n'
        '<div class="says-body"><header><b dir="auto">{}</b> <span class="soft small">{}</span></header>\n'
        "{}\n{}{}</div></article>",
        "mine" if get("mine") else "theirs",
        format_html(' id="message-{}"', get("id")) if get("id") else "",
        get("initials") or "·",
        _who(get("who")),
        mark_safe(" · ".join(facts)),  # noqa: S308  each is escaped
        written(get("text"), links=bool(get("links"))),
        files(get("files") or ()),
        _report(report) if report else "",
    )


def note(item: Any, *, now: datetime) -> SafeString:
    """`item` holds id who text at files under."""
    get = _reader(item)
    under = get("under")
    return format_html(
        '<article class="note"{}>\n<header><b>{}</b> <span class="small">{} · <span dir="auto">{}</span> · {}{}</span>'
        "</header>\n{}\n{}</article>",
        format_html(' id="note-{}"', get("id")) if get("id") else "",
        gettext("Internal note"),
        gettext("the requester does not see it"),
        get("who"),
        _time(get("at"), now),
        format_html(" · {}", _under(under)) if under else "",
        written(get("text")),
        files(get("files") or ()),
    )


def written(text: str, *, links: bool = False) -> SafeString:
    """`links` only for what the desk itself wrote: a stranger's link should look like text."""
    linked = links and LINKED.search(text)
    body = mark_safe(urlize(text, nofollow=True, autoescape=True)) if linked else text  # noqa: S308  escaped there
    return format_html('<div class="written" dir="auto">{}</div>', body)


def files(held: Iterable[Any]) -> SafeString:
    """name size url state of each."""
    rows = [_file(_reader(one)) for one in held]
    if not rows:
        return SafeString()
    return format_html(
        '<ul class="files">{}</ul>', format_html_join("", "<li>{}</li>", ((row,) for row in rows))
    )


def _file(get: Any) -> SafeString:
    words = format_html(
        '<a href="{}" dir="auto">{}</a>' if get("url") else '<span dir="auto">{1}</span>',
        get("url"),
        get("name"),
    )
    state = format_html(" · {}", get("state")) if get("state") else ""
    return format_html('{} <span class="soft small">{}{}</span>', words, weight(get("size")), state)


def _report(url: str) -> SafeString:
    words = gettext("Report offence or harassment")
    return format_html('\n<p class="small unprinted"><a class="soft" href="{}">{}</a></p>', url, words)


def _under(code: str) -> SafeString:
    return format_html('{} <span class="num">{}</span>', pgettext("another request", "from"), code)


def _time(at: datetime, now: datetime) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), moments.day_and_hour(at, now=now))


def _who(who: Any) -> Any:
    """A name; or a unit's, which is a Text: what it lacks in the reader's language is marked."""
    if isinstance(who, str) or who is None:
        return who or ""
    spoken = who if isinstance(who, texts.Said) else texts.said(who, get_language())
    if spoken.language == (get_language() or "es").split("-")[0]:
        return spoken.words
    return format_html('<span lang="{}">{}</span>', spoken.language, spoken.words)


def _reader(item: Any) -> Any:
    return item.get if isinstance(item, Mapping) else lambda name: getattr(item, name, None)
