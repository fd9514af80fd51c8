"""The desk's lists: views of open and ended tickets with any filters, in pages that are never counted nor scanned."""

from ventanilla.tickets.queue.filters import NO_FILTERS, Filters
from ventanilla.tickets.queue.pages import PAGE, List, Page, page
from ventanilla.tickets.queue.place import read_cursor
from ventanilla.tickets.queue.sight import Sight, held_units, mark_now, mark_of
from ventanilla.tickets.queue.view import VIEWS, Sort, View

__all__ = [
    "NO_FILTERS",
    "PAGE",
    "VIEWS",
    "Filters",
    "List",
    "Page",
    "Sight",
    "Sort",
    "View",
    "held_units",
    "mark_now",
    "mark_of",
    "page",
    "read_cursor",
]
