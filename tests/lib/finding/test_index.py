"""Entries are found by what somebody means: endings, accents, errors, synonyms, beginnings; the surest first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.lib.finding import Entry, Index, Phrase, Synonyms

NAMES = {
    "carnet": ("Carnet estudiantil", "perdí mi carnet"),
    "certificado": ("Certificado de estudios", "constancia"),
    "convalidacion": ("Convalidación de asignaturas", "equivalencias"),
    "matricula": ("Matrícula", "inscribirme en un curso"),
    "pago": ("Arreglo de pago", "no puedo pagar", "cuotas"),
    "paz": ("Paz y salvo", "no debo nada"),
    "retiro": ("Retiro de asignaturas", "dejar una materia"),
}
SYNONYMS = Synonyms(
    [
        ("plata", ["pago"]),
        ("lana", ["plata"]),
        ("no tengo con qué", ["pago"]),
        ("baja", ["retiro", "abandono"]),
        ("abandono", ["baja"]),
    ]
)


def index(names=NAMES):
    return Index(
        (
            Entry(
                key,
                (Phrase(name, 3.0, telling=True), *(Phrase(words, 2.0, telling=True) for words in keywords)),
            )
            for key, (name, *keywords) in names.items()
        ),
        SYNONYMS,
    )


INDEX = index()


def found(question):
    return [hit.entry.key for hit in INDEX.find(question)]


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("carnet", "carnet"),
        ("CARNÉT", "carnet"),
        ("mis carnets", "carnet"),
        ("se me perdio el carnet ayer", "carnet"),
        ("karnet", "carnet"),
        ("carent", "carnet"),
        ("sertificasion", "certificado"),
        ("certificados de estudio", "certificado"),
        ("conbalidasiones", "convalidacion"),
        ("konvalidar", "convalidacion"),
        ("matricla", "matricula"),
        ("matricularme", "matricula"),
        ("matr", "matricula"),
        ("quiero una conval", "convalidacion"),
        ("paz y slavo", "paz"),
        ("plata", "pago"),
        ("palta", "pago"),
        ("lana", "pago"),
        ("no tengo con que", "pago"),
        ("baja", "retiro"),
        ("abandonos", "retiro"),
    ],
)
def test_what_was_meant_is_found_first(question, key):
    assert found(question)[0] == key


def test_one_word_of_the_name_finds_less_than_all_of_it():
    assert found("asignaturas")[:2] in (["convalidacion", "retiro"], ["retiro", "convalidacion"])
    assert found("retiro de asignaturas")[0] == "retiro"
    scores = {hit.entry.key: hit.score for hit in INDEX.find("retiro de asignaturas")}
    assert scores["retiro"] > 2 * scores["convalidacion"]


def test_a_rare_word_weighs_more_than_a_frequent_one():
    names = {str(n): (f"Trámite {n}", "solicitud") for n in range(20)}
    index_of_many = index({**names, "beca": ("Beca",)})
    assert index_of_many.find("solicitud de beca")[0].entry.key == "beca"


def test_a_blank_after_the_last_word_says_that_it_is_written_out():
    assert found("car") == ["carnet"]
    assert found("car ") == []


@pytest.mark.parametrize("question", ["", " ", "de la", "¿y?", "ñ", "🙂", "xyzzy", "q", "w" * 40])
def test_what_says_nothing_finds_nothing(question):
    assert found(question) == []


def test_an_entry_that_is_worth_less_stands_behind():
    phrases = (Phrase("Horario", 3.0),)
    entries = [Entry("b", phrases, worth=0.5), Entry("a", phrases)]
    assert [hit.entry.key for hit in Index(entries).find("horario")] == ["a", "b"]


def test_equal_scores_keep_the_order_of_the_entries():
    entries = [Entry(key, (Phrase("Horario", 3.0),)) for key in "cab"]
    assert [hit.entry.key for hit in Index(entries).find("horario")] == ["c", "a", "b"]


def test_an_index_of_nothing_finds_nothing():
    assert Index([]).find("horario") == []


@given(st.text(max_size=300))
def test_whatever_is_asked_is_answered_with_positive_scores_in_order(question):
    scores = [hit.score for hit in INDEX.find(question)]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


@given(st.sampled_from(sorted(NAMES)), st.data())
def test_two_letters_in_the_wrong_order_still_find_a_long_word(key, data):
    word = max(NAMES[key][0].split(), key=len)
    if len(word) < 7:
        return
    at = data.draw(st.integers(1, len(word) - 3))
    wrong = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert key in found(wrong + " ")[:2]


@given(st.sampled_from(sorted(NAMES)), st.integers(3, 20))
def test_from_its_third_letter_on_a_name_is_among_the_first(key, length):
    name = NAMES[key][0]
    assert key in found(name[:length].rstrip())[:3]
