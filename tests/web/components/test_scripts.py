"""What the scripts add, in a real browser; and that nothing is missing without them."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from ventanilla.catalogue.question import Question
from ventanilla.catalogue.rules import required, shown
from ventanilla.web.components.gallery import rules

pytestmark = pytest.mark.commits

SUBJECT, STORY = "#id_subject", "#id_story"


def submits(page: Page) -> None:
    """Counts what would be sent, and sends nothing."""
    page.evaluate("""() => { window.sent = 0
      addEventListener('submit', (e) => {
        if (!e.defaultPrevented) window.sent++
        e.preventDefault()
      }) }""")


def fill(page: Page) -> None:
    page.fill(SUBJECT, "La cuota 2")
    page.check("text=Presencial")
    page.fill(STORY, "Pagué el viernes.")
    page.fill("#id_paid_on", "2026-11-20")
    page.fill("#id_amount", "125,50")
    page.check("#id_truth")


def test_without_script_every_question_shows_and_says_when_it_matters(opened: Any) -> None:
    page = opened("/form", java_script_enabled=False)
    expect(page.locator("#id_platform")).to_be_visible()
    expect(page.get_by_text("Solo si estudia en modalidad virtual o mixta.")).to_be_visible()


def test_the_page_hides_and_asks_exactly_what_the_server_does(opened: Any) -> None:
    """Every combination of answers of a form whose conditions depend on each other."""
    page = opened("/rules")
    form = [Question.model_validate(question) for question in rules.FORM]
    for first, second, third in product(["", "a", "b"], ["", "x", "y"], [[], ["m"], ["m", "n"]]):
        page.select_option("#id_first", first)
        page.evaluate("""([second, third]) => {
          document.querySelectorAll('[name=second]').forEach((e) => (e.checked = e.value === second))
          document.querySelectorAll('[name=third]').forEach((e) => (e.checked = third.includes(e.value)))
          document.querySelector('#id_first').dispatchEvent(new Event('input', { bubbles: true }))
        }""", [second, third])  # fmt: skip
        answers = {"first": first, "second": second, "third": third, "proof": "no"}
        showing, left = shown(form, {name: value for name, value in answers.items() if value})
        names = [question.name for question in showing]
        assert visible_names(page) == names, answers
        must = [question.name for question in showing if required(question, left)]
        assert needed_names(page) == must, answers


def visible_names(page: Page) -> list[str]:
    return page.evaluate(
        "[...document.querySelectorAll('[data-name]:not([hidden])')].map((e) => e.dataset.name)"
    )


def needed_names(page: Page) -> list[str]:
    return page.evaluate("""[...document.querySelectorAll('[data-name]:not([hidden])')]
      .filter((e) => e.querySelector('.need').textContent === 'obligatorio').map((e) => e.dataset.name)""")


def test_what_is_hidden_is_not_sent(opened: Any) -> None:
    page = opened("/form")
    page.check("text=Virtual")
    page.fill("#id_platform", "Aula virtual")
    page.check("text=Presencial")
    expect(page.locator("#id_platform")).to_be_hidden()
    assert page.evaluate("new FormData(document.querySelector('form.form')).has('platform')") is False


def test_what_is_missing_is_told_in_place_and_gets_the_focus(opened: Any) -> None:
    page = opened("/form")
    page.click("text=Enviar el reclamo")
    assert page.evaluate("document.activeElement.id") == "id_subject"
    error = page.locator("#id_subject-error")
    expect(error).to_be_visible()
    assert "id_subject-error" in (page.get_attribute(SUBJECT, "aria-describedby") or "")
    page.fill(SUBJECT, "La cuota 2")
    expect(error).to_be_hidden()
    assert page.get_attribute(SUBJECT, "aria-invalid") is None


def test_a_form_is_sent_once_and_again_after_coming_back(opened: Any) -> None:
    page = opened("/form")
    submits(page)
    fill(page)
    page.click("text=Enviar el reclamo")
    expect(page.locator(".actions .button")).to_have_text("Enviando…")
    page.locator("form.form").evaluate("(form) => form.requestSubmit()")
    assert page.evaluate("window.sent") == 1
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator(".actions .button")).to_have_text("Enviar el reclamo")
    page.click("text=Enviar el reclamo")
    assert page.evaluate("window.sent") == 2


def test_what_was_written_comes_back_and_can_be_put_aside(opened: Any) -> None:
    page = opened("/form")
    page.on("dialog", lambda dialog: dialog.accept())
    page.check("text=Virtual")
    page.fill("#id_platform", "Aula virtual")
    page.fill(STORY, "Pagué el viernes.\nY nada.")
    page.reload()
    expect(page.locator("#id_platform")).to_have_value("Aula virtual")
    expect(page.locator(STORY)).to_have_value("Pagué el viernes.\nY nada.")
    expect(page.get_by_text("Recuperamos lo que había escrito")).to_be_visible()
    page.click("text=Empezar de nuevo")
    expect(page.locator(STORY)).to_have_value("")


def test_what_the_server_gives_back_wins_over_the_draft(opened: Any) -> None:
    page = opened("/form")
    page.on("dialog", lambda dialog: dialog.accept())
    page.fill(STORY, "Un borrador")
    page.goto(page.url + "?wrong")
    expect(page.locator(STORY)).to_have_value("Pagué la segunda cuota y sigue apareciendo pendiente. ")


def test_a_draft_is_forgotten_once_it_was_sent_and_when_its_writer_leaves(opened: Any) -> None:
    page = opened("/form")
    page.on("dialog", lambda dialog: dialog.accept())
    for forget in ("gallery-form", "*"):
        page.fill(STORY, "Secreto")
        page.goto(page.url.replace("form", f"portal?forget={forget}"))
        assert (
            page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('draft:')).length") == 0
        )
        page.go_back()


def test_unsaved_words_are_not_left_by_accident(opened: Any) -> None:
    page = opened("/form")
    asked: list[str] = []

    def accept(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", accept)
    page.click("text=Salir sin enviar")
    page.fill(STORY, "Algo")
    page.reload()
    assert asked == ["beforeunload"]


def test_a_long_text_counts_down_in_words(opened: Any) -> None:
    page = opened("/form")
    page.fill(STORY, "a" * 1990)
    expect(page.locator("#id_story-limits")).to_have_text("Quedan 10 caracteres")
    page.fill(STORY, "a" * 2003)
    expect(page.locator("#id_story-limits")).to_have_text("Sobran 3 caracteres")
    assert len(page.input_value(STORY)) == 2003


def test_files_are_shown_added_up_and_refused_early(opened: Any, tmp_path: Path) -> None:
    page = opened("/form")
    for name, size in (("uno.pdf", 2_000), ("dos.jpg", 11_000_000), ("tres.exe", 10), ("nada.png", 0)):
        (tmp_path / name).write_bytes(b"x" * size)
    page.set_input_files("#id_voucher", tmp_path / "uno.pdf")
    page.set_input_files("#id_voucher", [tmp_path / "dos.jpg"])
    chosen = page.locator(".chosen li")
    expect(chosen).to_have_count(2)
    expect(chosen.nth(0)).to_contain_text("uno.pdf2 kB")
    expect(chosen.nth(1)).to_contain_text("11 MB✕ pesa demasiado")
    page.click("text=Enviar el reclamo")
    page.get_by_label("Quitar dos.jpg").click()
    expect(chosen).to_have_count(1)
    for name, fault in (("tres.exe", "no tiene uno de los formatos"), ("nada.png", "está vacío")):
        page.set_input_files("#id_voucher", tmp_path / name)
        expect(chosen.last).to_contain_text(fault)
        page.get_by_label(f"Quitar {name}").click()


def test_a_code_can_be_copied_where_the_browser_allows(opened: Any) -> None:
    page = opened("", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copiar").click()
    expect(page.get_by_role("button", name="Copiado")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "UPN-26-018220-4"


def test_the_summary_of_errors_has_the_focus_and_its_links_lead(opened: Any) -> None:
    page = opened("/form?wrong")
    assert page.evaluate("document.activeElement.matches('[data-summary]')")
    page.click("text=Elija su modalidad de estudios. >> nth=0")
    assert page.evaluate("document.activeElement.id") == "id_mode_0"


def test_the_desk_is_driven_by_keys(opened: Any) -> None:
    page = opened("/desk")
    focused = "document.activeElement.textContent"
    page.keyboard.press("j")
    assert page.evaluate(focused).startswith("Convalidación")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate(focused).startswith("Cambio de sede")
    page.evaluate("addEventListener('click', (e) => (window.taken = e.target.textContent))")
    page.keyboard.press("t")
    assert page.evaluate("window.taken") == "Tomar"
    page.keyboard.press("k")
    assert page.evaluate(focused).startswith("No aparece")
    page.keyboard.press("t")
    assert page.evaluate("window.taken") == "Tomar", "a row that is taken has nothing to take"
    page.keyboard.press("Enter")
    assert page.url.endswith("#UMECIT-26-000934-8")
    page.keyboard.press("/")
    page.keyboard.type("jk?t")
    expect(page.locator("#seek")).to_have_value("jk?t")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog").get_by_text("Fila siguiente, fila anterior")).to_be_visible()


def test_keys_can_be_switched_off_on_this_device(opened: Any) -> None:
    page = opened("/desk")
    page.keyboard.press("?")
    page.get_by_label("Usar teclas en este equipo").uncheck()
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    assert not page.get_by_label("Usar teclas en este equipo").is_checked()


def test_a_region_is_swapped_with_the_token_of_the_page(opened: Any) -> None:
    page = opened("/desk")
    page.evaluate("htmx.ajax('POST', '/faro/echo/', '.pages')")
    expect(page.locator("#echoed")).to_have_text("Recibido")
    expect(page.locator("#trouble")).to_be_hidden()


@pytest.mark.parametrize(
    ("status", "words"), [(500, "No se pudo hacer"), (403, "lleva mucho tiempo abierta")]
)
def test_a_region_that_could_not_come_says_what_to_do(opened: Any, status: int, words: str) -> None:
    page = opened("/desk", expects=str(status))
    page.evaluate(f"htmx.ajax('POST', '/faro/echo/', {{target: '.pages', values: {{status: {status}}}}})")
    expect(page.locator("#trouble")).to_contain_text(words)
    assert page.locator("#echoed").count() == 0


def test_without_a_connection_nothing_is_lost_and_a_sentence_says_so(opened: Any) -> None:
    page = opened("/desk", expects="")
    page.context.set_offline(True)
    page.evaluate("htmx.ajax('POST', '/faro/echo/', '.pages').catch(() => null)")
    expect(page.locator("#trouble")).to_contain_text("No hay conexión")
