"""Builtins of our settings, nothing to load. Every part is to be seen at /components/gallery.

Layouts  base.html > portal.html, desk.html. Blocks: title head scripts band search nav rail top aside main
         beside end hours foot_nav. `band` a full-width <section class="find"> under the sill; `top` breadcrumbs,
         title, <div class="standing"> with chip and promise; `aside` an <aside class="card">: beside `main`
         on a wide screen, before it on a phone. Linked where the names exist: portal:home portal:help
         portal:requests accounts:profile account_login desk:queue.
         Context: at, hours, page_has_errors, query, keys.
Words    {{ text|said }} a Text, missing English marked; |said:"plain" in <title>, <option>, attributes
         {% for one in text|paragraphs %}<p>{{ one|said }}</p>{% endfor %}  parted by empty lines
         {% written message.text %} what a person typed: escaped, lines kept, any direction, wraps;
         links=True for what the desk wrote.  {{ size|weight }} “2,4 MB”
Time     {{ at|when }}  {% time at %}  “jueves 26 de noviembre, 18:00”; {% time at "short" %} in dense lists
         (activate the reader's zone: django.utils.timezone.override)
State    {% state_chip state words=stage.name|said desk=True %}  {% deadline_chip due met=met_at %}
         {% chip "Abierto" "good" %}  tones: calm good warn bad
Promise  {% promise due why=lines %}  “Respuesta a más tardar el …”, ¿Por qué…?; lead="…" other words
Clock    {% include "components/_clock.html" %}  clock: clocks.Face of a deadline; promise=True at the head of a
         page, brief=True where another place tells the rest
Track    {% track steps %}  steps: track.Step(words, state="done|now|next", who, at, until, note)
Talk     {% message item %} item: id who text at mine initials via files links unread under report
         {% note item %} item: id who text at files under.  In <section class="talk">: talk.py
Forms    <form class="form" method="post" data-once data-guard data-keep="{{ person and service }}"
         {% if page_has_errors %}data-filled{% endif %}>  {% form_head fields key=key general=sentences %}
         {% field question %}  a Field (asking.asked(question, …)) or a bound field: {% field form.email %}
         <div class="actions"><button class="button" data-busy="{% translate "Sending…" %}">…</button></div>
         data-once: sent once. data-guard: asks before unsaved text is left. data-keep: a draft in this tab
         until a page holds data-forget="the same"; data-forget="*" on the page after logging out.
         Files come as <name>, stored ones as <name>-kept, those taken back as <name>-removed.
         Answer a form with errors with status 200: browsers write 4xx pages to their console.
Lists    _doors(doors: title url text small) _tabs(tabs: words url current count; label) _rail(views, label)
         _pages(newer, older) _crumbs(crumbs: (words, url)) _filters(fields, url, clear)
         _files(files: name size url state) _notice(tone title text url action role) _code(code, label)
         _empty(title text url action) _keys(keys: (key, words)) _hours(hours: open until next place)
Table    <table class="table" role="table"> as in gallery/_queue.html: data-label on a <td> is the word before
         it under 40rem; .due .title .facts; data-row on <tr> and data-take on a button serve the keys
Classes  button quiet danger small plain actions card todo split flow prose soft num unseen unprinted
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ventanilla.lib import clock
from ventanilla.lib import text as texts
from ventanilla.people import moments, rules
from ventanilla.web.components import chips, hue, talk, weights
from ventanilla.web.components.bound import of_bound
from ventanilla.web.components.field import Field

register = template.Library()
LANGUAGES = (("es", "Español"), ("en", "English"))


def now_of(context: Context) -> datetime:
    """A page is made now unless its view says when: `at` in the context."""
    at = context.get("at")
    return at if isinstance(at, datetime) else clock.now()


@register.simple_tag
def page_language() -> str:
    """For the lang attribute: es-tu is our catalogue, not a language."""
    return (get_language() or "es").split("-")[0]


@register.filter
def said(text: Any, form: str = "") -> str:
    """Of a Text of the folder, which as a plain string is Spanish; our own words come lazy or as Said.

    `"plain"` leaves the mark of a missing translation out: inside <title>, <option> and attributes.
    """
    if not text:
        return ""
    if isinstance(text, Promise):
        return str(text)
    spoken = text if isinstance(text, texts.Said) else texts.said(text, page_language())
    if form == "plain" or spoken.language == page_language():
        return spoken.words
    return format_html('<span lang="{}">{}</span>', spoken.language, spoken.words)


@register.filter
def paragraphs(text: Any) -> list[texts.Said]:
    """The parts of a Text between empty lines, each for `said`."""
    spoken = texts.said(text, page_language())
    return [texts.Said(part.strip(), spoken.language) for part in spoken.words.split("\n\n") if part.strip()]


@register.simple_tag
def written(text: str, links: bool = False) -> SafeString:
    return talk.written(text, links=links)


@register.simple_tag(takes_context=True)
def message(context: Context, item: Any) -> SafeString:
    return talk.message(item, now=now_of(context))


@register.simple_tag(takes_context=True)
def note(context: Context, item: Any) -> SafeString:
    return talk.note(item, now=now_of(context))


@register.filter
def when(at: datetime | date) -> str:
    if isinstance(at, datetime):
        return moments.day_and_hour(at, now=clock.now())
    return moments.day(at, today=moments.here(clock.now()).date())


@register.simple_tag(takes_context=True)
def time(context: Context, at: datetime, form: str = "long") -> SafeString:
    tell = moments.short if form == "short" else moments.day_and_hour
    return format_html('<time datetime="{}">{}</time>', at.isoformat(), tell(at, now=now_of(context)))


register.filter("weight", weights.weight)


@register.simple_tag
def show_chip(chip: chips.Chip | None) -> SafeString:
    return chips.html(chip) if chip else SafeString()


@register.simple_tag
def chip(words: str, tone: str = chips.CALM, sign: str = "") -> SafeString:
    return chips.html(chips.Chip(words, tone, sign or chips.SIGNS[tone]))


@register.simple_tag
def state_chip(state: str, words: Any = "", desk: bool = False) -> SafeString:
    return chips.html(chips.of_state(state, words=words, desk=desk))


@register.simple_tag(takes_context=True)
def deadline_chip(
    context: Context, due: datetime | None, met: datetime | None = None, still: datetime | None = None
) -> SafeString:
    if due is None:
        return SafeString()
    return chips.html(chips.of_deadline(due, now=now_of(context), met=met, still=still))


@register.inclusion_tag("components/_promise.html", takes_context=True)
def promise(context: Context, due: datetime, why: Sequence[str] | str = (), lead: str = "") -> dict[str, Any]:
    lines = [why] if isinstance(why, str) and why else why
    return {"due": due, "why": lines, "lead": lead, "at": now_of(context)}


@register.inclusion_tag("components/_track.html", takes_context=True)
def track(context: Context, steps: Iterable[Any]) -> dict[str, Any]:
    return {"steps": steps, "at": now_of(context)}


@register.inclusion_tag("components/_field.html")
def field(question: Field | BoundField, **overrides: Any) -> dict[str, Any]:
    return {"field": of_bound(question, **overrides) if isinstance(question, BoundField) else question}


@register.inclusion_tag("components/_form_head.html", takes_context=True)
def form_head(
    context: Context,
    fields: Iterable[Field | BoundField],
    key: str = "",
    general: Iterable[str] = (),
    title: str = "",
) -> dict[str, Any]:
    """`key` is the form's token (tickets.Draft); `general` what concerns no single question."""
    asked = [of_bound(one) if isinstance(one, BoundField) else one for one in fields]
    return {
        "csrf_token": context.get("csrf_token"),
        "key": key,
        "title": title,
        "general": list(general),
        "wrong": [one for one in asked if one.errors],
    }


@register.simple_tag(takes_context=True)
def hue_of(context: Context) -> int:
    """The institution's hue; before any institution is known, the house's own."""
    institution = getattr(context.get("request"), "institution", None)
    return getattr(institution, "hue", hue.DEFAULT)


@register.simple_tag(takes_context=True)
def language_choices(context: Context) -> list[dict[str, Any]]:
    """What the reader may switch to; usted or tú is the institution's choice, not his."""
    spoken = page_language()
    institution = getattr(context.get("request"), "institution", None)
    return [
        {"code": code, "words": words}
        for code, words in LANGUAGES
        if code != spoken and (institution is None or institution.speaks(code))
    ]


@register.simple_tag(takes_context=True)
def enters_office(context: Context) -> bool:
    return rules.enters_office(getattr(context.get("request"), "person", None))


@register.simple_tag
def look_version() -> str:
    return hue.VERSION
