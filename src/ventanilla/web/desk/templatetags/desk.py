"""{% load desk %}: what only the desk's pages say."""

from datetime import datetime

from django import template

from ventanilla.lib.midnight import told
from ventanilla.people.moments import here

register = template.Library()


@register.filter
def exactly(at: datetime) -> str:
    """“10:42:10”, for what happens in a moment."""
    return told(here(at), "G:i:s")
