"""Finding what somebody means among some hundreds of entries, in memory and without a database.

An `Index` is made once of entries and synonyms and does not change; `find(question)` understands the words
(stems, accents, typing errors, synonyms, the beginning of the last one) and ranks. Nothing here knows what an
entry is.
"""

from ventanilla.lib.finding.entry import Entry, Phrase
from ventanilla.lib.finding.index import Hit, Index
from ventanilla.lib.finding.synonyms import Synonyms

__all__ = ["Entry", "Hit", "Index", "Phrase", "Synonyms"]
