"""The sections of an institution's folder, from the bottom of the ladder to the top."""

from ventanilla.catalogue.guides import GUIDES
from ventanilla.catalogue.referrals import REFERRALS
from ventanilla.catalogue.section import CATEGORIES, SERVICES
from ventanilla.catalogue.synonyms import SYNONYMS
from ventanilla.channels.section import CHANNELS
from ventanilla.config.demo.past.section import PAST
from ventanilla.documents.section import DOCUMENTS
from ventanilla.institutions.sections.calendars import CALENDARS
from ventanilla.institutions.sections.campuses import CAMPUSES
from ventanilla.institutions.sections.guideline import GUIDELINE
from ventanilla.institutions.sections.identity import IDENTITY
from ventanilla.institutions.sections.request_types import REQUEST_TYPES
from ventanilla.institutions.sections.terms import TERMS
from ventanilla.institutions.sections.units import UNITS
from ventanilla.people.demo import DEMO
from ventanilla.people.section import PEOPLE
from ventanilla.quality.section import PROCESS
from ventanilla.surveys.section import SURVEYS
from ventanilla.tickets.section import MACROS, REPLIES

SECTIONS = (
    IDENTITY,
    CALENDARS,
    CAMPUSES,
    TERMS,
    UNITS,
    REQUEST_TYPES,
    GUIDELINE,
    PEOPLE,
    CATEGORIES,
    SERVICES,
    GUIDES,
    SYNONYMS,
    REFERRALS,
    DOCUMENTS,
    REPLIES,
    MACROS,
    SURVEYS,
    PROCESS,
    CHANNELS,
    DEMO,
    PAST,
)
