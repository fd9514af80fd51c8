"""How words sound, which known word was meant, and what a phrase also means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.lib.finding.sounds import sound
from ventanilla.lib.finding.synonyms import MOST_STEPS, Synonyms
from ventanilla.lib.finding.vocabulary import Vocabulary
from ventanilla.lib.words import fold

WORDS = Vocabulary(["beca", "carnet", "certificado", "falsificacion", "matricula", "nota", "queja", "vaca"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("vaca", "baca"),
        ("certificación", "sertificasion"),
        ("queja", "keja"),
        ("hecho", "echo"),
        ("llave", "yave"),
        ("ascenso", "asenso"),
        ("examen", "esamen"),
        ("gente", "jente"),
        ("también", "tanvien"),
        ("excelente", "exelente"),
        ("zapato", "sapato"),
        ("profesor", "proffesor"),
    ],
)
def test_words_that_sound_alike_are_spelt_alike(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"), [("casa", "caza "), ("carro", "corro"), ("chile", "sile"), ("gato", "jato")]
)
def test_words_that_sound_otherwise_are_not(one, other):
    assert sound(one) != sound(other)


@given(st.text(max_size=40))
def test_a_sound_sounds_as_its_folded_word_and_never_longer_than_twice(word):
    assert sound(word) == sound(fold(word))
    assert len(sound(word)) <= 2 * len(fold(word))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("keja", "queja"),
        ("matricla", "matricula"),
        ("carent", "carnet"),
        ("certifcado", "certificado"),
        ("falsificado", "falsificacion"),
    ],
)
def test_a_word_that_is_not_known_is_guessed(written, meant):
    assert WORDS.guesses(written)[0].word == meant


@pytest.mark.parametrize("written", ["xyz", "no", "perro", "computadora", "", "🙂", "bec"])
def test_what_resembles_nothing_is_not_guessed(written):
    assert WORDS.guesses(written) == []


def test_a_word_by_ear_is_surer_than_one_by_letters():
    by_ear, by_letters = WORDS.guesses("keja")[0], WORDS.guesses("matricla")[0]
    assert by_ear.worth > by_letters.worth


def test_words_that_begin_alike_by_letter_or_by_ear():
    assert WORDS.begun("cer") == ["certificado"]
    assert WORDS.begun("sert") == ["certificado"]
    assert set(WORDS.begun("b")) == {"beca"}
    assert "beca" not in WORDS.begun("beca")
    assert WORDS.begun("") == []


def meanings(synonyms, words):
    return {(one.start, one.length, one.words): one.worth for one in synonyms.of(words.split())}


def test_a_phrase_means_what_is_said_of_it_in_any_form_of_its_words():
    said = Synonyms([("me trataron mal", ["queja"]), ("plata", ["dinero"])])
    assert meanings(said, "ayer me trataron mal") == {(1, 3, "queja"): 0.75}
    assert meanings(said, "platas") == {(0, 1, "dinero"): 0.75}
    assert meanings(said, "me mal trataron") == {}


def test_a_root_shared_by_chance_is_not_the_word():
    said = Synonyms([("enfermo", ["falta"])])
    assert meanings(said, "enferma") and not meanings(said, "enfermeria")


def test_meanings_lead_on_and_fade():
    said = Synonyms([("lana", ["plata"]), ("plata", ["dinero"]), ("dinero", ["pago"])])
    worth = meanings(said, "lana")
    assert worth[0, 1, "plata"] > worth[0, 1, "dinero"] > worth[0, 1, "pago"]


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=4)), max_size=30
    ),
    st.sampled_from("abcdef"),
)
def test_circles_end(pairs, word):
    found = list(Synonyms(pairs).of([word]))
    assert len({one.words for one in found}) == len(found) <= 6
    assert all(one.worth >= 0.75**MOST_STEPS for one in found)
