"""Words in a mail: ours, or the institution's with their language."""

from django import template
from django.utils.html import format_html

from ventanilla.channels.base import Words
from ventanilla.lib.text import Said

register = template.Library()


@register.filter
def plain(words: Words) -> str:
    return words.words if isinstance(words, Said) else words


@register.filter
def marked(words: Words, language: str) -> str:
    """Words that are not in the letter's language say so to whoever reads them aloud."""
    if isinstance(words, Said) and words.language != language:
        return format_html('<span lang="{}">{}</span>', words.language, words.words)
    return plain(words)
