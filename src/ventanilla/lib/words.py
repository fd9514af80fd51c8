"""Words as people search with them: without accents, without endings, in Spanish and English.

PostgreSQL's dictionaries are not in the embedded server, so stems are made here and kept in rows.
"""

import re
import unicodedata
from functools import lru_cache
from threading import local

from Stemmer import Stemmer

WORD = re.compile(r"\w+")
LONGEST = 40  # characters of a word: more is no word
#: What stands in every question and says nothing about it. Folded.
EMPTY = frozenset(
    """
    a acuerda acuerdo ahi ahora al algo alguien alguna algunas alguno algunos alla alli ante antes aqui
    asi aun aunque ayer ayudan ayudar ayudarme ayudeme ayudenme bien buen buena buenas bueno buenos cada
    casi como con cosa cosas cual cuales cualquier cuando cuanta cuantas cuanto cuantos da dan dar de
    debe debo deja dejan del desde dia dias dice dicen digo dijeron dijo disculpe disculpen donde dos e
    el ella ellas ellos en entonces entre era eran es esa esas ese eso esos esta estaba estaban estan
    estar estas este esto estos estoy etc favor fue gracias gustaria ha haber hace hacen hacer haces
    hacia hago han hasta hay haya hayan he hizo hola hoy iba igual ir k ke la las le les lo los luego mas
    me mi mis misma mismo mucha muchas mucho muchos muy nada necesitamos necesito ni no noches nomas nos
    nosotros nuestra nuestro nunca o ola otra otras otro otros pa para pero pls poder podria podrian pone
    poner pongo por porfa porfavor porque pq pude puede pueden puedo pues puse q qe que quien quiere
    quiero quisiera quisieramos saber saludos se sea seguir segun ser si sido siempre siento sigue sin
    sino sobre solo son soy su sus tal tambien tampoco tan tanto tardes te tenemos tener tengo ti tiene
    tienen toca toda todas todavia todo todos tu tus u ultimo un una unas uno unos usted ustedes va vamos
    van veo ver vez voy x xfa xq y ya yo
    about am an and any are as at be been but by can could did do does for from get had has have hello how i
    if in into is it its like may my need not of on or our please so than that the their them then there
    these they this those to us want was we were what when where which who why will with would you your
    """.split()  # noqa: SIM905 - a word list that can be read
)
_stemmers = local()


def fold(words: str) -> str:
    """Small letters without accents: `Matrícula` → `matricula`, `año` → `ano`."""
    parts = unicodedata.normalize("NFKD", words.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def all_words(words: str) -> list[str]:
    """The words in their order, in small letters, as they were written."""
    return [word[:LONGEST] for word in WORD.findall(unicodedata.normalize("NFC", words.casefold()))]


def telling(words: str) -> list[str]:
    """The words that say something, in their order, as they were written, each once."""
    found: dict[str, str] = {}
    for word in all_words(words):
        folded = fold(word)
        if folded not in EMPTY and (len(folded) > 1 or folded.isdigit()):
            found.setdefault(folded, word)
    return list(found.values())


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """One key for a word in all its Spanish forms, with or without accents."""
    return fold(_stemmer("spanish").stemWord(fold(word)))


@lru_cache(maxsize=20_000)
def forms(word: str) -> frozenset[str]:
    """The folded word and its stems: two words with a form in common mean the same to a search.

    Stemmed with and without accents, because on a telephone nobody types them.
    """
    folded = fold(word)
    spanish, english = _stemmer("spanish"), _stemmer("english")
    stems = (spanish.stemWord(word), spanish.stemWord(folded), english.stemWord(folded))
    return frozenset({folded, *(stem for stem in map(fold, stems) if len(stem) > 2)})


def _stemmer(language: str) -> Stemmer:
    """A stemmer keeps state while it works: each thread has its own."""
    if not hasattr(_stemmers, language):
        setattr(_stemmers, language, Stemmer(language))
    stemmer: Stemmer = getattr(_stemmers, language)
    return stemmer
