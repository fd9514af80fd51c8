"""Why a file is not taken, in a sentence that names it and says what to do."""

from collections.abc import Iterable
from typing import NoReturn

from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

NAMELESS = "archivo"
MB = 1_000_000

#: What things are called in the sentence "but it really is …".
CALLED = {
    "pdf": _("a PDF"),
    "jpg": _("a JPG picture"),
    "png": _("a PNG picture"),
    "webp": _("a WebP picture"),
    "docx": _("a Word document (DOCX)"),
    "xlsx": _("an Excel sheet (XLSX)"),
    "pptx": _("a PowerPoint presentation (PPTX)"),
    "odt": _("an OpenDocument text (ODT)"),
    "ods": _("an OpenDocument sheet (ODS)"),
    "txt": _("plain text (TXT)"),
    "html": _("a web page (HTML)"),
    "rtf": _("a rich text (RTF)"),
    "mp3": _("a sound recording (MP3)"),
    "mp4": _("a video (MP4)"),
    "mov": _("a video (MOV)"),
    "zip": _("a compressed folder (ZIP)"),
    "rar": _("a compressed folder (RAR)"),
    "7z": _("a compressed folder (7Z)"),
    "gz": _("a compressed file (GZ)"),
    "gif": _("a GIF picture"),
    "bmp": _("a BMP picture"),
    "tiff": _("a TIFF picture"),
    "heic": _("a HEIC photo"),
    "exe": _("a program"),
    "ole": _("an Office document of the old format or with a password"),
}
#: What is refused whatever its ending says.
NEVER = {
    "damaged": _(
        "“%(name)s” cannot be opened: it is damaged or incomplete. Please save it again and add the new copy."
    ),
    "bomb": _("“%(name)s” would become too large when opened. Please add its documents one by one."),
    "locked": _("“%(name)s” is protected by a password. Please save it without one and add it again."),
    "macros": _("“%(name)s” contains macros. Please save it without macros, or as PDF, and add it again."),
}


class Refused(Exception):
    """The file cannot be taken; `str()` is the translated sentence."""


def refuse_empty(name: str) -> NoReturn:
    raise Refused(
        gettext("“%(name)s” is empty (0 bytes). Please choose it again, or another copy of it.")
        % {"name": name}
    )


def refuse_large(name: str, *, size: int, max_mb: int) -> NoReturn:
    words = gettext("“%(name)s” has %(size)s MB and %(limit)d MB fit. Please add a smaller copy.")
    # A little over the limit must not be rounded down to it.
    shown = number_format(max(-(-size * 10 // MB), max_mb * 10 + 1) / 10, decimal_pos=1)
    raise Refused(words % {"name": name, "size": shown, "limit": max_mb})


def refuse_kind(name: str, *, ending: str, kind: str | None, accepted: Iterable[str]) -> NoReturn:
    kinds = sorted(accepted)
    says = {"name": name, "ending": ending, "kinds": ", ".join(k.upper() for k in kinds)}
    if kind in NEVER:
        raise Refused(NEVER[kind] % says)
    if kind == "heic" and "jpg" in kinds:
        raise Refused(
            gettext("“%(name)s” is a HEIC photo. Please send it as JPG: a screenshot of it serves too.")
            % says
        )
    called = CALLED.get(kind or "")
    if not ending or ending == kind or called is None:
        words = gettext("“%(name)s” is not a file that serves here. Please send: %(kinds)s.")
        raise Refused(words % says)
    says["kind"] = str(called)
    if kind in kinds:
        words = gettext(
            "“%(name)s” ends in .%(ending)s but it really is %(kind)s. "
            "Please give it its true ending and add it again."
        )
    elif ending in kinds:
        words = gettext(
            "“%(name)s” ends in .%(ending)s but it really is %(kind)s, which does not serve here. "
            "Please send: %(kinds)s."
        )
    else:
        words = gettext("“%(name)s” is %(kind)s, which does not serve here. Please send: %(kinds)s.")
    raise Refused(words % says)
