"""From matched lines to differences, each told field by field. All in SQL, as a set."""

from typing import Any

from django.db import connection

from ventanilla.institutions.acting import current_institution_id
from ventanilla.people.directory.matching import MENTIONED
from ventanilla.people.directory.sets import joined_as_sets
from ventanilla.people.models import DirectoryDifference

#: What an entry holds, without what says nothing: null, "" and [] are the same as not there.
HELD = """
jsonb_strip_nulls(jsonb_build_object('email', e.email, 'student_code', e.student_code)) || coalesce((
    SELECT jsonb_object_agg(key, value) FROM jsonb_each(e.data) WHERE value NOT IN ('null', '""', '[]')
), '{}')
"""
#: `held.h` and `wanted.w` of a line and its entry. A column that the file does not have takes nothing away.
PAIR = f"""
CROSS JOIN LATERAL (SELECT {HELD} AS h OFFSET 0) held
CROSS JOIN LATERAL (SELECT (held.h - ARRAY['student_code'] - %(columns)s::text[]) || l.data || jsonb_strip_nulls(
    jsonb_build_object('email', l.email, 'student_code', coalesce(l.code, e.student_code))) AS w OFFSET 0) wanted
"""
SAID = "jsonb_strip_nulls(jsonb_build_object('email', nullif(l.email, ''), 'student_code', l.code)) || l.data"
INSERT = """
INSERT INTO people_directorydifference
    (institution_id, source_id, kind, line, entry_id, person_id, reason, before, after)
"""
NEW = f"""
SELECT %(institution)s, %(source)s, 'new', l.n, NULL::bigint, NULL::bigint, '', '{{}}'::jsonb, {SAID}
FROM people_directoryline l WHERE l.reason = '' AND l.entry_id IS NULL ORDER BY l.n
"""  # noqa: S608  constants of this page
CHANGED = f"""
SELECT %(institution)s, %(source)s, 'changed', n, id, NULL::bigint, CASE WHEN gone THEN 'returned' ELSE '' END,
    before, after
FROM (
    SELECT l.n, e.id, e.gone_at IS NOT NULL AS gone, held.h AS before, wanted.w AS after
    FROM people_directoryline l JOIN people_directoryentry e ON e.id = l.entry_id {PAIR} WHERE l.reason = ''
) pair WHERE gone OR before <> after ORDER BY n
"""  # noqa: S608  constants of this page
#: Whoever no line is about.
GONE = f"""
SELECT %(institution)s, %(source)s, 'gone', NULL::integer, e.id, NULL::bigint, '', {HELD}, '{{}}'::jsonb
FROM people_directoryentry e
WHERE e.gone_at IS NULL AND NOT EXISTS (SELECT FROM mentioned WHERE mentioned.id = e.id)
    AND NOT EXISTS (SELECT FROM people_directoryline l WHERE l.entry_id = e.id AND l.reason = '')
ORDER BY e.id
"""  # noqa: S608  constants of this page
#: Only the fields that differ. The telephone is the person's own: the directory gives one where there is none.
PERSON = f"""
SELECT %(institution)s, %(source)s, 'person', n, NULL::bigint, person_id, '', jsonb_object_agg(name, had),
    jsonb_object_agg(name, gets)
FROM (
    SELECT l.n, l.person_id, f.name, f.had, f.gets FROM people_directoryline l
    JOIN people_person p ON p.id = l.person_id
    LEFT JOIN people_directoryentry e ON e.id = l.entry_id
    LEFT JOIN institutions_campus c ON c.id = p.campus_id
    {PAIR} CROSS JOIN LATERAL (VALUES
        ('email', to_jsonb(p.email), w -> 'email'),
        ('student_code', to_jsonb(coalesce(p.student_code, '')), w -> 'student_code'),
        ('given_names', to_jsonb(p.given_names), w -> 'given_names'),
        ('surnames', to_jsonb(p.surnames), w -> 'surnames'),
        ('types', to_jsonb(p.types), w -> 'types'),
        ('campus', to_jsonb(coalesce(c.slug, '')), w -> 'campus'),
        ('modality', to_jsonb(p.modality), w -> 'modality'),
        ('programme', to_jsonb(p.programme), w -> 'programme'),
        ('document_type', to_jsonb(p.document_type), to_jsonb(left(w ->> 'document_type', 20))),
        ('document_number', to_jsonb(p.document_number), w -> 'document_number'),
        ('phone', to_jsonb(p.phone), CASE WHEN p.phone = '' THEN w -> 'phone' END)
    ) f (name, had, gets)
    WHERE l.reason = '' AND f.gets IS NOT NULL AND f.gets <> f.had
) field GROUP BY n, person_id ORDER BY n
"""  # noqa: S608  constants of this page
#: Those that want the same thing stand together.
STUCK = f"""
SELECT %(institution)s, %(source)s,
    CASE WHEN l.reason = ANY(%(conflicts)s) THEN 'conflict' ELSE 'wrong' END,
    l.n, l.entry_id, NULL::bigint, l.reason, coalesce(l.other, '{{}}'), {SAID}
FROM people_directoryline l WHERE l.reason <> ''
ORDER BY l.reason, CASE l.reason WHEN 'repeated_code' THEN l.code WHEN 'repeated_address' THEN l.email END, l.n
"""  # noqa: S608  constants of this page
CONFLICTS = ["repeated_code", "repeated_address", "code_of_another", "address_of_another", "address_kept"]
#: Whatever changes in the directory, by whomever, gives another sum; the order of rows does not matter.
BASE = """
SELECT count(*) || ':' || coalesce(sum(hashtextextended(
    concat_ws(chr(31), id, email, student_code, data, gone_at), 0)::numeric), 0) FROM people_directoryentry
"""


def compare(*, source_id: int, columns: list[str], partial: bool) -> dict[str, int]:
    """Writes the differences of the matched lines; returns how many of each kind."""
    told: dict[str, Any] = {
        "institution": current_institution_id(),
        "source": source_id,
        "columns": columns,
        "conflicts": CONFLICTS,
    }
    with connection.cursor() as cursor, joined_as_sets():
        for select in (NEW, CHANGED, PERSON, STUCK):
            cursor.execute(INSERT + select, told)
        if not partial:
            cursor.execute(MENTIONED + INSERT + GONE, told)
        cursor.execute(
            "SELECT kind, count(*) FROM people_directorydifference WHERE source_id = %s GROUP BY kind",
            [source_id],
        )
        found = dict(cursor.fetchall())
    return {kind: found.get(kind, 0) for kind in DirectoryDifference.Kind.values}


def base() -> str:
    """A digest of the directory as it is now."""
    with connection.cursor() as cursor:
        cursor.execute(BASE)
        return str(cursor.fetchone()[0])
