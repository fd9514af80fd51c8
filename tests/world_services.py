"""The services of the named world, as a folder would describe them."""

from typing import Any

CATEGORIES = {
    "academicos": {"es": "Académicos", "en": "Academic"},
    "financieros": {"es": "Financieros", "en": "Financial"},
}
STAGES = [
    {"slug": "recibida", "name": {"es": "Recibida", "en": "Received"}, "state": "submitted"},
    {"slug": "en-curso", "name": {"es": "En curso", "en": "In progress"}, "state": "in_progress"},
    {"slug": "respondida", "name": {"es": "Respuesta enviada", "en": "Answer sent"}, "state": "answered"},
]
DETAIL = {"name": "detalle", "label": {"es": "Cuéntenos", "en": "Tell us"}, "type": "long", "required": True}


def service(slug: str, name: str, english: str, **more: Any) -> dict[str, Any]:
    return {
        "slug": slug,
        "category": "academicos",
        "name": {"es": name, "en": english},
        "summary": {"es": f"{name}: qué es.", "en": f"{english}: what it is."},
        "for_whom": {"es": "Para estudiantes.", "en": "For students."},
        "needs": [{"es": "Su código de estudiante", "en": "Your student code"}],
        "where": {"es": "Edificio 1, ventanilla 3.", "en": "Building 1, window 3."},
        "keywords": ["trámite"],
        "unit": "registro",
        "request_type": "peticion",
        "terms": {"first_contact": "contacto", "resolution": "respuesta"},
        "stages": STAGES,
        "form": [DETAIL],
        **more,
    }


SERVICES = [
    service(
        "constancia",
        "Constancia de estudios",
        "Proof of enrolment",
        keywords=["certificado", "matrícula"],
        form=[
            {"name": "motivo", "label": {"es": "Motivo", "en": "Reason"}, "type": "text", "required": True},
            {
                "name": "idioma",
                "label": {"es": "Idioma", "en": "Language"},
                "type": "choice",
                "required": True,
                "options": [
                    {"value": "es", "label": {"es": "Español", "en": "Spanish"}},
                    {"value": "en", "label": {"es": "Inglés", "en": "English"}},
                ],
            },
            {"name": "archivo", "label": {"es": "Documento", "en": "Document"}, "type": "file"},
        ],
    ),
    service(
        "reclamo-pago",
        "Pago que no aparece",
        "Payment not shown",
        category="financieros",
        unit="tesoreria",
        request_type="reclamo",
        evidence="statement",
        declaration=True,
        form=[
            DETAIL,
            {
                "name": "pago",
                "label": {"es": "¿Cómo pagó?", "en": "How did you pay?"},
                "type": "choice",
                "required": True,
                "options": [
                    {"value": "banco", "label": {"es": "Banco", "en": "Bank"}},
                    {"value": "caja", "label": {"es": "Caja", "en": "Cashier"}},
                ],
            },
            {
                "name": "monto",
                "label": {"es": "Monto", "en": "Amount"},
                "type": "money",
                "currency": "PAB",
                "required_when": {"pago": "banco"},
            },
            {
                "name": "recibo",
                "label": {"es": "Número de recibo", "en": "Receipt number"},
                "type": "text",
                "when": {"pago": "caja"},
                "required": True,
            },
            {"name": "comprobante", "label": {"es": "Comprobante", "en": "Voucher"}, "type": "file"},
        ],
    ),
    service("cambio-de-carrera", "Cambio de carrera", "Change of degree", one_open=True),
    service("cambio-de-ies", "Cambio de universidad", "Change of university", draw="excepted"),
    service(
        "bienestar",
        "Bienestar y acoso",
        "Welfare and harassment",
        unit="bienestar",
        confidential=True,
        terms={"resolution": "respuesta"},
    ),
    service(
        "caso-disciplinario",
        "Caso disciplinario",
        "Disciplinary case",
        unit="bienestar",
        confidential=True,
        restricted=True,
        draw="excepted",
        terms={"resolution": "respuesta"},
    ),
    service(
        "beca",
        "Beca de transporte",
        "Transport grant",
        category="financieros",
        unit="tesoreria",
        audience={"user_types": ["estudiante"], "from": "2026-03-01", "to": "2026-03-31"},
    ),
]
