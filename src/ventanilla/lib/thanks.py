"""Whether a message only thanks. Pure.

Every word must be one of thanks, greeting or courtesy (or a name that is known): one that is not, a question, a
figure or a sad face, and the message is a message. Whoever is misunderstood is heard once too often, never once too
seldom.
"""

import re
import unicodedata
from collections.abc import Collection

from ventanilla.lib.words import fold

THANKS = frozenset(
    """gracias agradezco agradecemos agradecido agradecida agradecidos agradecidas agradecimiento agradecer ok okay oki
    listo lista perfecto perfecta excelente genial recibido recibida entendido entendida enterado enterada vale super
    resuelto resuelta solucionado solucionada buenisimo estupendo thanks thank thx ty tks appreciate appreciated great
    perfect received understood solved resolved done bendiciones amable amables""".split()  # noqa: SIM905
)
COURTESY = frozenset(
    """muchas muchisimas mil miles infinitas muy mucho muchisimo tan bien todo toda todos todas ya eso es fue era esta
    estuvo ha sido han a al de del por para con en y e o la el lo los las le les te se me mi mis su sus tu tus un una
    que si asi claro ayuda ayudar ayudarme ayudado apoyo atencion atenderme respuesta respuestas responder responderme
    informacion aclaracion explicacion solucion orientacion documento constancia certificado tiempo pronta pronto
    prontitud rapida rapido rapidez gestion gestiones colaboracion amabilidad gentileza paciencia dedicacion trabajo
    servicio valioso valiosa valiosisima oportuna buena buen buenas buenos bueno bonito bonita lindo linda dia dias
    tarde tardes noche noches semana jornada feliz hermoso excelentes saludo saludos cordial cordiales cordialmente
    atentamente atte att abrazo abrazos hola estimado estimada estimados estimadas apreciado apreciada
    senor senora senores sr sra lic licenciado licenciada ing ingeniero ingeniera
    prof profesor profesora dr dra doctor doctora joven colega equipo
    amigos dios bendiga bendigan tenga tengan tengas tengamos pase pasen pude quedo quedado funciona funciono sirvio
    sirve recibi llego confirmo conforme acuerdo nuevamente sinceramente realmente antemano hasta luego adios
    you your so much very a lot for the this that it and all of my is was to have nice good day evening morning
    afternoon week weekend hi hello dear sir madam team regards best kind sincerely cheers help support reply answer
    response time quick fast prompt information works worked now got i we really again many""".split()  # noqa: SIM905
)
#: Never in a signature: a line with one of them says something.
MATTERS = frozenset(
    """no pero sigue aun todavia falta faltan faltaba error problema sin nada nunca necesito quiero puede pueden podria
    cuando como donde cual porque aunque salvo excepto solo tampoco but still not need want can when how where why
    missing nothing yet""".split()  # noqa: SIM905
)
CLOSINGS = frozenset(
    """saludos saludo atentamente cordialmente atte att abrazo abrazos regards sincerely cheers best gracias
    thanks""".split()  # noqa: SIM905
)
PARTICLES = frozenset("de del la las los y e en mi desde the of my from on".split())  # noqa: SIM905
GLAD = frozenset("👍👌🙏🙌👏😊🙂😀😃😄😁😉😇🥰😍🤗💪💙💚💛🧡❤♥💜🤝✅✔☺🌟⭐✨🎉🫶🤩😌🌷🌹🌸💐")
SILENT = frozenset("\ufe0f\u200d\u20e3" + "".join(chr(n) for n in range(0x1F3FB, 0x1F400)))
QUOTED = re.compile(r"^\s*>|^(el|on)\b.*\b(escribio|wrote):?\s*$|^-{3,}")
SIGNED = re.compile(r"^\s*(--\s*$|(enviado|sent) (desde|from)\b)")
LINE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]", re.UNICODE)
LONGEST = 600  # characters: whoever writes more says more


def only_thanks(text: str, *, names: Collection[str] = ()) -> bool:
    """`names` are those of the people concerned: to be called by one's name is courtesy too."""
    body = _without_signature(_unquoted(text))
    if not body or len(body) > LONGEST:
        return False
    known = {word for name in names for word in fold(name).split()}
    thanked = False
    for mark in LINE.findall(body):
        if mark in SILENT:
            continue
        if not mark[0].isalnum():
            if mark in GLAD:
                thanked = True
            elif mark in "?¿" or unicodedata.category(mark[0]) in {"So", "Sc"}:
                return False
            continue
        word = _plain(mark)
        if word in THANKS:
            thanked = True
        elif word not in COURTESY and word not in known:
            return False
    return thanked


def _plain(word: str) -> str:
    """Folded, and what was drawn out for joy shortened: “graciassss”, “muuuchas”."""
    folded = fold(word)
    if folded in THANKS or folded in COURTESY:
        return folded
    return re.sub(r"(.)\1{2,}", r"\1", folded)


def _unquoted(text: str) -> str:
    """Without what a mail programme adds: the message that is answered, and where it was written."""
    kept: list[str] = []
    for line in text.strip().splitlines():
        told = fold(line.strip())
        if QUOTED.match(told) or SIGNED.match(told):
            break
        kept.append(line)
    return "\n".join(kept).strip()


def _without_signature(body: str) -> str:
    """Names and posts below a closing; a line that might say something stays."""
    lines = [line for line in body.splitlines() if line.strip()]
    for n, line in enumerate(lines):
        words = fold(line).split()
        closes = bool(words) and words[-1].strip(",.!;:") in CLOSINGS
        below = lines[n + 1 :]
        if closes and below and len(below) <= 5 and all(_signs(one) for one in below):
            return "\n".join(lines[: n + 1])
    return body


def _signs(line: str) -> bool:
    """“Ana Batista”, “Estudiante de Derecho”, “Tel. 6555-1234”."""
    words = line.split()
    if len(words) > 6 or "?" in line or any(fold(w).strip(",.!;:") in MATTERS for w in words):
        return False
    return all(not w[0].isalpha() or w[0].isupper() or fold(w) in PARTICLES or "@" in w for w in words)
