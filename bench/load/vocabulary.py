"""Words as people use them: few often, many rarely (Zipf); and three pairs that searches look for."""

from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate, product
from random import Random

#: Pair → in which share of the tickets it stands.
PAIRS = {"impresora térmica": 0.001, "matrícula bloqueada": 0.02, "constancia pendiente": 0.30}
WORDS = """
la de el que en y a los se del las por con una su para es un al lo como más pero sus le ya o este sí
porque solicitud pago nota plataforma correo clave curso docente semestre carrera sede horario
documento certificado error acceso cuenta beca examen asignatura grupo fecha respuesta favor gracias
adjunto comprobante banco recibo trámite secretaría título grado práctica tesis cambio retiro
reingreso saldo cuota descuento
"""
COMMON = WORDS.split()
ONSETS = (*"bcdfglmnprstv", "br", "cl", "cr", "dr", "gr", "pl", "pr", "tr", "ch", "qu")
NUCLEI = ["a", "e", "i", "o", "u", "ia", "ie", "ue", "io"]
CODAS = ["", "", "n", "s", "r", "l"]
SIZE = 6_000
SENTENCES = 4_000


@dataclass(frozen=True)
class Vocabulary:
    """`sentences` are drawn word by word; texts are put together from them."""

    sentences: tuple[str, ...]

    @classmethod
    def draw(cls, rng: Random) -> "Vocabulary":
        words = [*COMMON, *invented(rng, SIZE - len(COMMON))]
        weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
        sentences = (
            " ".join(rng.choices(words, cum_weights=weights, k=rng.randrange(8, 18))).capitalize() + "."
            for _ in range(SENTENCES)
        )
        return cls(tuple(sentences))

    def text(self, rng: Random, least: int = 1, most: int = 4) -> str:
        return " ".join(rng.choices(self.sentences, k=rng.randrange(least, most + 1)))

    def request(self, rng: Random) -> str:
        """What somebody asks for, with the pairs that its draw gives it."""
        text = self.text(rng, 2, 5)
        for pair, share in PAIRS.items():
            if rng.random() < share:
                text = f"{text} Es por la {pair} de ayer."
        return text


def invented(rng: Random, count: int) -> list[str]:
    """Words that could be Spanish, each once."""
    syllables = ["".join(parts) for parts in product(ONSETS, NUCLEI, CODAS)]
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(rng.choices(syllables, k=rng.choice((2, 2, 3, 3, 4))))] = None
    return list(found)


def zipf(count: int) -> list[float]:
    """Cumulative weights of ranks."""
    return list(accumulate(1 / rank for rank in range(1, count + 1)))


def drawn(weights: list[float], rng: Random) -> int:
    """A rank by its weight."""
    return bisect(weights, rng.random() * weights[-1])
