"""{% load office %}: the menu of the office, and what a role is called there."""

from typing import Any

from django import template
from django.template.context import Context

from ventanilla.web.components.templatetags.components import said
from ventanilla.web.office import navigation

register = template.Library()


@register.simple_tag(takes_context=True)
def office_rail(context: Context) -> list[dict[str, Any]]:
    request = context["request"]
    return navigation.rail(request.person, request.path)


@register.simple_tag
def role_words(words: dict[str, Any], kind: str) -> str:
    return said(words[kind])
