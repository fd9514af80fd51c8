"""The pages of the desk itself, by the words with which people look for them."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from ventanilla.catalogue.findable import page
from ventanilla.lib.finding import Entry


@dataclass(frozen=True)
class Page:
    """`address` is the name of its URL; title and text are translated where they are shown."""

    address: str
    title: str
    text: str
    words: tuple[str, ...]  # Spanish and English, as they are searched for and never shown


PAGES = {
    "requests": Page(
        "portal:requests",
        gettext_noop("My requests"),
        gettext_noop("What you have sent, how far it is, and the answers. There you can also add to it."),
        (
            "mis solicitudes", "mis tickets", "mi ticket", "mis trámites", "mi trámite", "mi caso",
            "seguimiento", "estado de mi solicitud", "en qué va mi trámite", "ya me respondieron",
            "ver la respuesta", "consultar el estado", "no me han contestado", "historial",
            "agregar información", "adjuntar un archivo que faltó", "olvidé adjuntar un documento",
            "número de ticket", "número de radicado", "retirar mi solicitud",
            "my requests", "status of my request", "follow up", "add a file", "answer",
        ),
    ),
    "places": Page(
        "portal:places",
        gettext_noop("Places and hours"),
        gettext_noop("Where to go in person, when it is open, telephone numbers, WhatsApp and mail."),
        (
            "horario de atención", "a qué hora abren", "hasta qué hora atienden", "abierto los sábados",
            "dónde quedan", "dirección", "sedes", "atención presencial", "ir en persona", "ventanilla",
            "teléfono", "central telefónica", "número para llamar", "llamar", "WhatsApp", "wasap", "wsp",
            "chat", "correo para escribir", "a qué correo escribo", "contacto", "contactar", "redes sociales",
            "Facebook", "face", "Instagram", "redes", "hablar con una persona", "asesor humano",
            "opening hours", "address", "telephone", "contact", "campus", "talk to somebody",
        ),
    ),
    "help": Page(
        "portal:help",
        gettext_noop("Help"),
        gettext_noop("How to make a request, step by step, and how to follow it."),
        (
            "ayuda", "cómo funciona", "cómo hacer una solicitud", "cómo registrar un ticket", "abrir un ticket",
            "crear un ticket", "generar un ticket", "hacer un ticket", "registra tu ticket", "pasos", "tutorial",
            "video", "manual", "instructivo", "adjuntar archivo", "subir un documento", "cómo adjuntar una foto",
            "no me deja enviar", "cuánto tardan en responder", "tiempo de respuesta", "encuesta",
            "encuesta de satisfacción", "notificación", "me avisan al correo", "no me llega el correo",
            "chatbot", "robot", "soporte", "mesa de ayuda",
            "help", "how does it work", "how to make a request", "upload a file",
        ),
    ),
    "types": Page(
        "portal:types",
        gettext_noop("Kinds of request"),
        gettext_noop("What a petition, a complaint and a claim are, and how long each may take."),
        (
            "tipos de solicitud", "diferencia entre queja y reclamo", "qué es una petición", "qué es una queja",
            "qué es un reclamo", "qué es un derecho de petición", "plazo de ley",
            "kinds of request", "difference between complaint and claim",
        ),
    ),
    "register": Page(
        "accounts:register",
        gettext_noop("Register"),
        gettext_noop("If you come for the first time: your account at this desk."),
        (
            "registrarse", "registrarme", "registro de usuario", "crear cuenta", "crear usuario", "primera vez",
            "primer ingreso", "completar datos", "me registraron en la oficina", "activar mi cuenta",
            "inscribirme en el sistema",
            "register", "sign up", "create account", "first time",
        ),
    ),
    "profile": Page(
        "accounts:profile",
        gettext_noop("My data"),
        gettext_noop("Your telephone, your time zone and your notices at this desk."),
        (
            "mis datos", "mi perfil", "actualizar mi información de registro", "cambiar mi teléfono",
            "cambiar mi contraseña de aquí", "zona horaria", "no quiero recibir avisos", "idioma",
            "my data", "my profile", "change my telephone", "time zone",
        ),
    ),
    "access": Page(
        "account_reset_password",
        gettext_noop("I cannot enter this desk"),
        gettext_noop("Set a new password for your account at this desk."),
        (
            "no me deja entrar", "no puedo entrar a esta página", "no puedo ingresar al sistema de atención",
            "olvidé mi usuario", "olvidé mi contraseña de esta página", "datos de acceso", "usuario y contraseña",
            "recuperar contraseña", "clave del sistema de tickets", "iniciar sesión",
            "cannot log in here", "forgot password", "sign in",
        ),
    ),
}  # fmt: skip
ENTRIES: tuple[Entry, ...] = tuple(
    page(name, title=one.title, words=one.words) for name, one in PAGES.items()
)
