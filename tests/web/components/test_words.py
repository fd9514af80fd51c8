"""What people and folders wrote, on a page."""

from django.template import Context, Template
from django.utils import translation
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from tests.web.components.markup import Markup
from ventanilla.lib.text import Said

BOTH = {"es": "Notas", "en": "Marks"}


def rendered(source: str, language: str = "es", **said: object) -> str:
    with translation.override(language):
        return Template(source).render(Context(said))


def test_a_text_is_said_in_the_readers_language() -> None:
    assert rendered("{{ t|said }}", "en", t=BOTH) == "Marks"
    assert rendered("{{ t|said }}", "es-tu", t=BOTH) == "Notas"
    assert rendered("{{ t|said }}", "es", t=None) == ""


def test_missing_english_is_marked_for_the_ear() -> None:
    assert rendered("{{ t|said }}", "en", t={"es": "<i>Becas</i>"}) == (
        '<span lang="es">&lt;i&gt;Becas&lt;/i&gt;</span>'
    )
    assert rendered('{{ t|said:"plain" }}', "en", t="Becas") == "Becas"


def test_our_own_words_are_not_taken_for_spanish() -> None:
    assert rendered("{{ t|said }}", "en", t=gettext_lazy("Search")) == "Search"
    assert rendered("{{ t|said }}", "es", t=gettext_lazy("Search")) == "Buscar"
    assert rendered("{{ t|said }}", "en", t=Said("Search", "en")) == "Search"


@given(st.text(max_size=200))
def test_what_a_person_typed_never_becomes_markup(text: str) -> None:
    for source in ("{% written t %}", "{% written t links=True %}"):
        tags = {element.tag for element in Markup(rendered(source, t=text)).elements}
        assert tags <= {"div", "a"}


def test_a_strangers_link_is_text_and_the_desks_is_a_link() -> None:
    text = "Vea https://faro.test/a y <script>alert(1)</script>\nGracias"
    assert not Markup(rendered("{% written t %}", t=text)).all("a")
    page = Markup(rendered("{% written t links=True %}", t=text))
    assert page.one("a")["href"] == "https://faro.test/a"
    assert page.one("div")["dir"] == "auto"
    assert "\nGracias" in "".join(page.one("div").pieces)
    assert not page.all("script")


def test_no_address_of_script_becomes_a_link() -> None:
    assert not Markup(rendered("{% written t links=True %}", t="javascript:alert(1)//www.x.y")).all("script")
    for link in Markup(rendered("{% written t links=True %}", t="javascript:alert(1) www.faro.test")).all(
        "a"
    ):
        assert link["href"].startswith("http")
