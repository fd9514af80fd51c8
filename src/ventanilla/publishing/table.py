"""Everything that the office can edit, by the name that drafts keep."""

from ventanilla.publishing.kind import Kind
from ventanilla.publishing.kinds.calendars import CALENDAR
from ventanilla.publishing.kinds.categories import CATEGORY
from ventanilla.publishing.kinds.services import SERVICE
from ventanilla.publishing.kinds.units import UNIT

KINDS: dict[str, Kind] = {kind.name: kind for kind in (SERVICE, CATEGORY, CALENDAR, UNIT)}
