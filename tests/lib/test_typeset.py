"""A PDF for screen readers; what people wrote is text and nothing else."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lib.pdftext import text_of

from ventanilla.lib.typeset import pdf, spell

TEMPLATE = """#let case = json(bytes(sys.inputs.case))
#set document(title: "A case")
#set text(lang: "es", font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"))
= Title
#text(case.words)
"""


def made(folder: Path, words: str) -> str:
    template = folder / "case.typ"
    template.write_text(TEMPLATE)
    return text_of(pdf(template, {"words": words}))


def test_markup_and_code_are_shown_as_they_were_written(tmp_path: Path) -> None:
    words = '#eval("1+1") *no* $x$ #import "/etc/passwd": a <label> @ref [x] \\ `c` = h // nothing'
    assert words.replace(" ", "") in made(tmp_path, words).replace(" ", "").replace("\n", "")


def test_a_sign_without_a_font_is_told_by_its_name(tmp_path: Path) -> None:
    assert spell("gracias 🙂\u200d") == "gracias [slightly smiling face]"
    assert "[heavy check mark]" in made(tmp_path, "listo ✔ 中 مرحبا — “sí”")


@settings(max_examples=40)
@given(words=st.text(max_size=120))
def test_any_text_makes_a_page(words: str) -> None:
    with TemporaryDirectory() as folder:
        made(Path(folder), words.encode("utf-8", "replace").decode())
