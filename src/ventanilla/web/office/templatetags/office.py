"""{% load office %}: the menu of the office."""

from typing import Any

from django import template
from django.template.context import Context

from ventanilla.web.office import navigation

register = template.Library()


@register.simple_tag(takes_context=True)
def office_rail(context: Context) -> list[dict[str, Any]]:
    request = context["request"]
    return navigation.rail(request.person, request.path)
