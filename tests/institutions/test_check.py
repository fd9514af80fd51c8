"""Broken and hostile folders: each problem with its file, its line and a sentence; all of them at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

Told = Callable[[Path], list[str]]
Replace = Callable[[Path, str, str], int]

UNPAID = "services/facturacion/pago-no-registrado.yaml"
MOVE = "services/academia/traslado-de-carrera.yaml"
CARD = "services/secretaria-academica/carnet-universitario.yaml"


def test_the_copy_is_in_order(upn: Path, told: Told) -> None:
    assert told(upn) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("institution.yaml", "hue: 44", "heu: 44\nhue: 44", "clave desconocida `heu`; ¿quiso decir `hue`?"),
        ("institution.yaml", "hue: 44", "hue: azul", "`hue`: se esperaba un número entero"),
        ("institution.yaml", "address: tu", "address: vos", "`address: vos` no vale; vale: usted, tu"),
        (
            "institution.yaml",
            "slug: upn",
            "slug: upm",
            "el slug `upm` debe ser el nombre de la carpeta, `upn`",
        ),
        (
            "institution.yaml",
            "zone: America/Lima",
            "zone: America/Lim",
            "`zone`: zona horaria desconocida `America/Lim`; ¿quiso decir `America/Lima`?",
        ),
        (
            "institution.yaml",
            "country: PE",
            "country: PX",
            "`country`: país desconocido `PX`; se escribe con dos letras: PA, PE, EC, MX, CO…",
        ),
        (
            "institution.yaml",
            "calendar: dias-habiles",
            "calendar: dias-habil",
            "`dias-habil` no existe en calendars; ¿quiso decir `dias-habiles`?",
        ),
        (
            "calendars.yaml",
            '["09:00-18:00"]',
            '["25:00-26:00"]',
            "`hours.mon.1`: «25:00-26:00» no es un horario; se escribe como 08:00-12:00",
        ),
        (
            "calendars.yaml",
            '["09:00-18:00"]',
            '["09:00-09:00"]',
            "`hours.mon.1`: «09:00-09:00» no dura nada; un día entero es 00:00-24:00",
        ),
        (
            "calendars.yaml",
            '["09:00-18:00"]',
            '["09:00-18:00", "17:00-19:00"]',
            "`hours.mon`: 17:00-19:00 se cruza con 09:00-18:00",
        ),
        ("calendars.yaml", "    mon:", "    lun:", "clave desconocida `lun`; ¿quiso decir `sun`?"),
        (
            "calendars.yaml",
            "country: PE",
            "country: ZZ",
            "`country`: país desconocido `ZZ`; se escribe con dos letras: PA, PE, EC, MX, CO…",
        ),
        (
            "campuses.yaml",
            "slug: comas",
            "slug: cajamarca",
            "el slug `cajamarca` está dos veces (antes en la línea 2)",
        ),
        (
            "campuses.yaml",
            "calendar: campus",
            "calendar: campos",
            "`campos` no existe en calendars; ¿quiso decir `campus`?",
        ),
        (
            "units.yaml",
            "parent: contacto",
            "parent: contacta",
            "`contacta` no existe en units; ¿quiso decir `contacto`?",
        ),
        (
            "terms.yaml",
            "unit: business_days",
            "unit: bussines_days",
            (
                "`unit: bussines_days` no vale; ¿quiso decir `business_days`?; "
                "vale: business_hours, working_day_hours, business_days, calendar_days, months"
            ),
        ),
        ("terms.yaml", "amount: 5", "amount: 0", "`amount`: debe ser mayor que 0"),
        (
            "request_types.yaml",
            "term: queja",
            "term: quejas",
            "`quejas` no existe en terms; ¿quiso decir `queja`?",
        ),
        (
            "people.yaml",
            "rule: portal",
            "rule: abierto",
            "`registration.rule: abierto` no vale; vale: directory, open, invitation, portal",
        ),
        (
            "demo.yaml",
            "types: [estudiante]",
            "types: [estudiantes]",
            "`estudiantes` no existe en user_types; ¿quiso decir `estudiante`?",
        ),
        (
            "surveys.yaml",
            "question:",
            "pregunta:",
            "clave desconocida `pregunta`; aquí caben: comment, proposed, question, scale, source, thanks",
        ),
        (
            UNPAID,
            "unit: facturacion",
            "unit: facturasion",
            "`facturasion` no existe en units; ¿quiso decir `facturacion`?",
        ),
        (
            UNPAID,
            "{resolution: consulta}",
            "{resolution: consultas}",
            "`consultas` no existe en terms; ¿quiso decir `consulta`?",
        ),
        (
            UNPAID,
            "request_type: incidencia",
            "request_type: incidente",
            "`incidente` no existe en request_types; ¿quiso decir `incidencia`?",
        ),
        (
            UNPAID,
            "when: {concepto: cuota}",
            "when: {consepto: cuota}",
            "`consepto` no existe en este formulario; ¿quiso decir `concepto`?",
        ),
        (
            UNPAID,
            "when: {concepto: cuota}",
            "when: {concepto: cuotas}",
            "`cuotas` no existe en las opciones de `concepto`; ¿quiso decir `cuota`?",
        ),
        (
            UNPAID,
            "when: {concepto: cuota}",
            "when: {fecha: cuota}",
            "`fecha` es de tipo `date`: solo se puede depender de opciones o archivos",
        ),
        (
            UNPAID,
            "min: today-365",
            "min: ayer",
            "`ayer` no es un día; se escribe 2026-03-31, today o today-30",
        ),
        (
            UNPAID,
            "currency: PEN",
            "currency: soles",
            "`form.4.currency`: no tiene la forma debida (^[A-Z]{3}$)",
        ),
        (UNPAID, 'min: "1"\n    max: "6"', 'min: "7"\n    max: "6"', "`max` es menor que `min`"),
        (UNPAID, "name: fecha", "name: monto", "`monto` está dos veces"),
        (UNPAID, "name: fecha", "name: declared", "el nombre `declared` está reservado"),
        (UNPAID, "state: submitted", "state: closed", "la primera etapa debe tener `state: submitted`"),
        (
            UNPAID,
            "unit: facturacion",
            "slug: otro\nunit: facturacion",
            "la clave `slug` sobra: sale del nombre del archivo y su carpeta",
        ),
        (
            UNPAID,
            "evidence: required",
            "evidence: required\ndeclaration: true",
            "pide declarar que es verdad, pero institution.yaml no lleva `declaration`",
        ),
        (
            "services/helpdesk/clave-y-correo.yaml",
            "    type: file",
            "    type: text",
            "`max` no sirve en una pregunta de tipo `text`",
        ),
        (MOVE, "user_types: [estudiante]", "user_types: [alumno]", "`alumno` no existe en user_types"),
        (
            MOVE,
            "user_types: [estudiante]",
            "campuses: [coma]",
            "`coma` no existe en campuses; ¿quiso decir `comas`?",
        ),
        (CARD, "to: 2027-06-30", "to: 2026-06-30", "`to` es anterior a `from`"),
        (CARD, "to: 2027-06-30", "to: 2027-06-31", "`audience.to`: se esperaba una fecha como 2026-03-31"),
    ],
)
def test_a_mistake_is_told_where_it_stands(
    upn: Path, told: Told, replace: Replace, file: str, old: str, new: str, words: str
) -> None:
    first = replace(upn / file, old, new)
    found = [line for line in told(upn) if line.endswith(f": {words}")]
    assert found, told(upn)
    where, line, _ = found[0].split(":", 2)
    assert where == file
    assert first <= int(line) <= first + new.count("\n") + 2


def test_units_that_depend_in_a_circle(upn: Path, told: Told, replace: Replace) -> None:
    line = replace(upn / "units.yaml", "- slug: contacto\n", "- slug: contacto\n  parent: academia\n")
    words = "las unidades dependen en círculo: contacto → academia → contacto"
    assert told(upn) == [f"units.yaml:{line + 1}: {words}"]


def test_questions_that_depend_in_a_circle(upn: Path, told: Told, replace: Replace) -> None:
    replace(upn / MOVE, "    type: choice\n    required: true\n", "    type: choice\n    when: {nuevo: si}\n")
    question = """\
  - name: nuevo
    label: Nuevo
    type: choice
    when: {traslado: campus}
    options: [{value: si, label: Sí}, {value: no, label: No}]
"""
    replace(upn / MOVE, "  - name: motivo", question + "  - name: motivo")
    problems = told(upn)
    assert len(problems) == 1
    assert problems[0].endswith("las preguntas dependen en círculo: traslado → nuevo → traslado")


def test_everything_wrong_is_told_at_once(upn: Path, told: Told, replace: Replace) -> None:
    line = replace(upn / "institution.yaml", "hue: 44", "hue: 4400")
    replace(upn / "units.yaml", "slug: helpdesk", "slug: mesa")
    replace(upn / UNPAID, "summary:", "sumary:")
    (upn / "terms.yaml").write_bytes(b"- slug: \xff\n")
    (upn / "unit.yaml").write_text("[]", encoding="utf-8")
    dangling = "`helpdesk` no existe en units"
    found = told(upn)
    assert {line.split(":")[0] for line in found if dangling in line} >= {
        "demo.yaml",
        "services/helpdesk/clave-y-correo.yaml",
    }
    assert [line for line in found if dangling not in line] == [
        f"institution.yaml:{line}: `hue`: debe ser 360 o menos",
        "services/facturacion/pago-no-registrado.yaml:1: falta la clave `summary`",
        "services/facturacion/pago-no-registrado.yaml:2: clave desconocida `sumary`; ¿quiso decir `summary`?",
        "terms.yaml:1: el archivo no está en UTF-8; guárdelo como UTF-8",
        "unit.yaml:1: nada lee este archivo; ¿quiso decir `units.yaml`?",
    ]


def test_a_file_that_is_missing(upn: Path, told: Told) -> None:
    (upn / "surveys.yaml").unlink()
    assert told(upn) == ["surveys.yaml:1: falta este archivo"]


def test_a_list_that_is_no_list(upn: Path, told: Told) -> None:
    (upn / "terms.yaml").write_text("slug: consulta\n", encoding="utf-8")
    assert told(upn) == ["terms.yaml:1: se esperaba una lista (líneas que empiezan con `- slug:`)"]


def test_a_service_named_no_stays_a_word(upn: Path, told: Told) -> None:
    (upn / "past.yaml").unlink()  # it tells of this service by its name
    (upn / CARD).rename(upn / "services/secretaria-academica/no.yaml")
    assert told(upn) == []


def test_a_service_with_a_name_that_is_no_slug(upn: Path, told: Told) -> None:
    (upn / "past.yaml").unlink()
    (upn / CARD).rename(upn / "services/secretaria-academica/Carné Nuevo.yaml")
    words = "el nombre `Carné Nuevo` lleva solo letras minúsculas sin tilde, cifras y guiones"
    assert told(upn) == [f"services/secretaria-academica/Carné Nuevo.yaml:1: {words}"]


def test_a_service_in_a_category_that_does_not_exist(upn: Path, told: Told) -> None:
    (upn / "services/academia").rename(upn / "services/academias")
    words = "`academias` no existe en categories; ¿quiso decir `academia`?"
    services = sorted(path.name for path in (upn / "services/academias").iterdir())
    assert told(upn) == [f"services/academias/{name}:1: {words}" for name in services]


def test_the_same_service_in_two_categories(upn: Path, told: Told) -> None:
    text = (upn / MOVE).read_text(encoding="utf-8")
    (upn / "services/empleabilidad/traslado-de-carrera.yaml").write_text(text, encoding="utf-8")
    problems = told(upn)
    assert len(problems) == 1
    assert "el slug `traslado-de-carrera` está dos veces" in problems[0]


def test_a_folder_named_as_a_file(upn: Path, told: Told) -> None:
    (upn / "terms.yaml").unlink()
    (upn / "terms.yaml").mkdir()
    assert told(upn) == ["terms.yaml:1: falta este archivo"]


@pytest.mark.parametrize(
    ("inherits", "words"),
    [
        ("nadie", "`nadie` no existe en calendars"),
        ("central-telefonica", "los calendarios se heredan en círculo"),
    ],
)
def test_a_calendar_inherits_from_another_that_exists(
    upn: Path, told: Told, replace: Replace, inherits: str, words: str
) -> None:
    replace(
        upn / "calendars.yaml",
        "- slug: central-telefonica\n",
        "- slug: central-telefonica\n  inherits: campus\n",
    )
    assert told(upn) == []
    replace(upn / "calendars.yaml", "- slug: campus\n", f"- slug: campus\n  inherits: {inherits}\n")
    assert any(words in line for line in told(upn))


def test_only_the_time_to_correct_closes_a_case(upn: Path, told: Told, replace: Replace) -> None:
    """What a term says of its end is what happens (UNE-09)."""
    line = replace(upn / UNPAID, "{resolution: consulta}", "{resolution: consulta, correction: queja}")
    assert [problem.partition(" ")[0] for problem in told(upn)] == [f"{UNPAID}:{line}:"]
    assert "su plazo lleva `expiry: close`" in told(upn)[0]
    replace(upn / "terms.yaml", "- slug: queja\n", "- slug: queja\n  expiry: close\n")
    assert not any(problem.startswith(UNPAID) for problem in told(upn))
    replace(upn / UNPAID, "resolution: consulta", "resolution: queja")
    assert any(
        "solo del tiempo para corregir" in problem for problem in told(upn) if problem.startswith(UNPAID)
    )
