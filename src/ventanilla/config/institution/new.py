"""`institution new FOLDER`: begins an institution's folder from a few answers; what it writes passes `check`."""

import re
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import Any

from ventanilla.config.institution.folders import Stop, understood
from ventanilla.config.institution.questions import QUESTIONS, Answers, Question, Wrong, answered
from ventanilla.lib.shape import SLUG
from ventanilla.lib.yamlwrite import inline, quoted

HELP = "comienza la carpeta de una institución con unas pocas preguntas"
BEGINNING = Path(__file__).with_name("beginning")
PEOPLE = ("ana", "bruno", "carla", "elena", "fabio", "gloria")
#: Texts, which stand between quotes; the rest are words.
TEXTS = frozenset({"name", "short_name", "desk_name", "city", "campus"})


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "folder", type=Path, metavar="CARPETA", help="su nombre será el de la institución en la dirección"
    )
    parser.add_argument(
        "--yes", action="store_true", help="no pregunta: toma lo propuesto donde no se dijo otra cosa"
    )
    for question in QUESTIONS:
        parser.add_argument(f"--{question.name}", help=question.words, metavar="RESPUESTA")


def run(*, folder: Path, yes: bool = False, **options: Any) -> Iterator[str]:
    slug = folder.resolve().name
    refuse(folder, slug)
    given = {question.name: options.get(question.name.replace("-", "_")) for question in QUESTIONS}
    try:
        answers = answered(given, slug, None if yes else ask)
    except Wrong as error:
        raise Stop(str(error)) from error
    except EOFError as error:
        raise Stop("faltan respuestas; con --yes se toma lo propuesto") from error
    write(folder, answers)
    understood([folder])
    yield f"{folder}: lista y en orden, con dos servicios de ejemplo."
    yield f"  ./run demo --institutions {folder}      la muestra"
    yield f"  ./run institution check {folder}        dice qué está mal después de cada cambio"
    yield "  docs/how-to/describe-an-institution.md  la guía"


def refuse(folder: Path, slug: str) -> None:
    if not re.fullmatch(SLUG, slug) or len(slug) > 40:
        raise Stop(f"el nombre `{slug}` lleva solo letras minúsculas sin tilde, cifras y guiones, hasta 40")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Stop(f"{folder}: ya existe y no está vacía; elija otro nombre")


def ask(question: Question, complaint: str, proposal: str) -> str:
    if complaint:
        complaint = f"  {complaint}\n"
    return input(f"{complaint}{question.words} [{proposal}]: ")


def write(folder: Path, answers: Answers) -> None:
    words = {name.replace("-", "_"): answer for name, answer in answers.items()}
    shown = {name: quoted(word) if name in TEXTS else inline(word) for name, word in words.items()}
    shown |= {name: f"{name}@{answers['slug']}.example" for name in PEOPLE}
    for file in sorted(BEGINNING.rglob("*.yaml")):
        target = folder / file.relative_to(BEGINNING)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(Template(file.read_text(encoding="utf-8")).substitute(shown), encoding="utf-8")
