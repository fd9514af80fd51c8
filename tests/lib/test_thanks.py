"""Who only thanks has nothing to be taken up again; whoever says anything else is heard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.lib.thanks import COURTESY, THANKS, only_thanks

ONLY_THANKS = """
Gracias
gracias!!
Muchas gracias.
MUCHAS GRACIAS
Mil gracias 🙏
graciassss
Muchísimas gracias por su pronta respuesta
Muchas gracias por la ayuda, que tenga buen día
Buenos días, muchas gracias por la información
Hola, gracias por responder tan rápido
Ok, gracias
ok
Perfecto, muchas gracias
Listo, gracias 👍
Recibido, gracias
Entendido. Gracias.
Excelente atención, gracias
Genial, gracias!!!
👍
🙏🏽
❤️
Gracias 😊😊
De acuerdo, muchas gracias
Ya quedó resuelto, gracias
Ya pude, muchas gracias
Todo bien, gracias
Le agradezco mucho su ayuda
Agradecida por su amable atención
Agradezco la gestión y el apoyo del equipo
Dios les bendiga, gracias
Gracias por todo, feliz tarde
Estimada licenciada, muchas gracias por su tiempo
Muy amable, gracias
Gracias de antemano
Thanks
Thank you very much!
thanks a lot for your help
Thank you so much, have a nice day
Great, thank you
I really appreciate it
Perfect, thanks 👍🏼
thx
Gracias Bruno
Gracias, Lic. Vega
Muchas gracias\\n\\nSaludos,\\nAna Batista
Gracias por la respuesta.\\nAtentamente,\\nAna Batista\\nEstudiante de Derecho\\nTel. 6555-1234
Gracias\\n--\\nEnviado desde mi iPhone
Gracias.\\n\\nEl lun, 9 mar 2026 a las 10:00, Ventanilla escribió:\\n> ¿Puede enviar el comprobante?
Thanks!\\n\\nSent from my phone
""".strip().splitlines()

SAYS_MORE = """
gracias, pero sigue sin funcionar
Gracias, pero no me llegó el documento
Gracias. ¿Y cuándo me llega?
Muchas gracias, todavía no aparece el pago
Gracias por nada
No, gracias
Ya no funciona, gracias
gracias aunque me falta la segunda hoja
Ok, gracias, ¿me la envía por correo?
Gracias, ¿dónde la retiro?
Thanks, but it still does not work
Thank you. When will I get it?
thanks, wrong name on the certificate
Gracias 😡
👎
😞 gracias
?
¿?
.
Gracias. Adjunto el comprobante que faltaba
Muchas gracias, quedo a la espera de la constancia firmada
Gracias, mi número es 6555-1234
Gracias, necesito otra igual para mi hermana
Perfecto, ahora necesito el certificado de notas
Listo, ya envié el pago de 120
gracias, sin embargo el monto es otro
Gracias.\\nSaludos,\\nsigue sin funcionar
Gracias.\\nSaludos\\nNo Me Llegó
Gracias pero
Gracias, revise https://umecit.example/estado
Excelente, solo falta el sello
Mil gracias, lo único es que mi apellido está mal escrito
Gracias, no era eso
ok, y el otro trámite
Gracias por la respuesta, no estoy de acuerdo
Gracias. Quiero presentar un reclamo
hola
Buenos días
Saludos cordiales
La constancia
Thanks for nothing
great, now the other one
Gracias, cuándo
Gracias ... cómo hago
""".strip().splitlines()


def written(line: str) -> str:
    return line.replace("\\n", "\n")


NAMES = ("Ana Batista", "Bruno Vega")


@pytest.mark.parametrize("line", ONLY_THANKS)
def test_who_only_thanks(line: str) -> None:
    assert only_thanks(written(line), names=NAMES)


@pytest.mark.parametrize("line", SAYS_MORE)
def test_whoever_says_more_is_heard(line: str) -> None:
    assert not only_thanks(written(line), names=NAMES)


def test_the_tables_are_long_enough_to_mean_something() -> None:
    assert len(ONLY_THANKS) + len(SAYS_MORE) >= 60
    assert not THANKS & COURTESY


def test_silence_is_no_thanks() -> None:
    assert not only_thanks("")
    assert not only_thanks("   \n ")
    assert not only_thanks("gracias " * 200)


@given(st.sampled_from(ONLY_THANKS), st.text(alphabet="bcdfghjklmpqrstvwxz", min_size=5, max_size=12))
def test_one_word_that_is_not_known_is_enough_to_be_heard(line: str, word: str) -> None:
    assert not only_thanks(f"{word} {written(line)}")


@given(st.text(max_size=300))
def test_any_text_is_judged_without_an_error(text: str) -> None:
    assert only_thanks(text) in {True, False}


@given(st.sampled_from(ONLY_THANKS), st.sampled_from(["pero", "no", "todavía", "but", "not", "still"]))
def test_a_but_before_it_is_never_overheard(line: str, but: str) -> None:
    assert not only_thanks(f"{but} {written(line)}", names=NAMES)
