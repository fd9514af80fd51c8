"""Which entry of the directory, and which person, each line is about; and the lines that nobody may guess.

Every statement works on the staged table (staging.py) as a set. `reason` is empty while a line is in order.
"""

from django.db import connection

from ventanilla.people.directory.sets import joined_as_sets

#: The same line twice says nothing new.
REPEATED = """
DELETE FROM people_directoryline WHERE id IN (
    SELECT id FROM (
        SELECT id, row_number() OVER (PARTITION BY email, code, data ORDER BY n) AS turn
        FROM people_directoryline WHERE reason = ''
    ) same WHERE turn > 1
)
"""
#: Two lines that want the same code or the same address.
TWICE = """
UPDATE people_directoryline l SET reason = w.reason FROM (
    SELECT n, CASE WHEN code IS NOT NULL AND count(*) OVER (PARTITION BY code) > 1 THEN 'repeated_code'
                   WHEN count(*) OVER (PARTITION BY email) > 1 THEN 'repeated_address' ELSE '' END AS reason
    FROM people_directoryline WHERE reason = ''
) w WHERE w.n = l.n AND w.reason <> ''
"""
#: The code is who somebody is, also of one who had left.
BY_CODE = """
UPDATE people_directoryline l SET entry_id = e.id FROM people_directoryentry e
WHERE l.reason = '' AND e.student_code = l.code
"""
#: Without a code on one side the address is; of several only one is still there, or left last.
BY_ADDRESS = """
UPDATE people_directoryline l SET entry_id = found.id FROM (
    SELECT DISTINCT ON (l.n) l.n, e.id FROM people_directoryline l
    JOIN people_directoryentry e ON e.email = l.email AND (l.code IS NULL OR e.student_code IS NULL)
    WHERE l.reason = '' AND l.entry_id IS NULL
        AND NOT EXISTS (SELECT FROM people_directoryline k WHERE k.entry_id = e.id)
    ORDER BY l.n, e.gone_at IS NOT NULL, e.id DESC
) found WHERE found.n = l.n
"""
PERSON_BY_CODE = """
UPDATE people_directoryline l SET person_id = p.id
FROM people_person p, people_directoryline k LEFT JOIN people_directoryentry e ON e.id = k.entry_id
WHERE k.n = l.n AND l.reason = '' AND p.student_code = coalesce(l.code, e.student_code)
"""
#: Whose address it is here: where the institution writes to, or with which he signs in.
HOLDERS = """
WITH holder AS (
    SELECT id, student_code, lower(email) AS email, student_code IS NOT NULL OR account_id IS NOT NULL AS known
    FROM people_person WHERE email <> ''
    UNION
    SELECT p.id, p.student_code, a.email, true FROM people_person p JOIN people_account a ON a.id = p.account_id
), line AS (
    SELECT l.n, l.email, l.person_id, coalesce(l.code, e.student_code) AS code
    FROM people_directoryline l LEFT JOIN people_directoryentry e ON e.id = l.entry_id WHERE l.reason = ''
)
"""
#: The code is one registered person's and the address another's; or the address is of one with another code.
#: Whom the desk noted with a name and an address alone, as a visitor, stands in nobody's way.
ANOTHER = f"""{HOLDERS}
UPDATE people_directoryline l SET other = jsonb_build_object('student_code', h.student_code),
    reason = CASE WHEN line.person_id IS NULL THEN 'address_of_another' ELSE 'code_of_another' END
FROM line JOIN holder h ON h.email = line.email AND h.id IS DISTINCT FROM line.person_id
    LEFT JOIN (SELECT DISTINCT person_id FROM people_directoryline) taken ON taken.person_id = h.id
WHERE l.n = line.n AND ((line.person_id IS NOT NULL AND h.known)
    OR (line.person_id IS NULL AND (h.student_code <> line.code OR taken.person_id IS NOT NULL)))
"""  # noqa: S608  constants of this page
#: Registered before he had a code: the only one with this address.
PERSON_BY_ADDRESS = f"""{HOLDERS}
UPDATE people_directoryline l SET person_id = only_one.id FROM (
    SELECT line.n, min(h.id) AS id FROM line JOIN holder h ON h.email = line.email
    WHERE line.person_id IS NULL GROUP BY line.n HAVING count(DISTINCT h.id) = 1
) only_one WHERE only_one.n = l.n
"""  # noqa: S608  constants of this page
#: Another document and not one name in common: the code went to somebody else.
OTHER_HUMAN = """
UPDATE people_directoryline l SET reason = 'code_of_another',
    other = jsonb_build_object('given_names', p.given_names, 'surnames', p.surnames)
FROM people_person p WHERE p.id = l.person_id AND l.reason = '' AND p.document_number <> ''
    AND l.data ->> 'document_number' <> ''
    AND regexp_replace(upper(p.document_number), '[^A-Z0-9]', '', 'g')
        <> regexp_replace(upper(l.data ->> 'document_number'), '[^A-Z0-9]', '', 'g')
    AND NOT string_to_array(lower(p.given_names || ' ' || p.surnames), ' ')
        && string_to_array(lower(concat_ws(' ', l.data ->> 'given_names', l.data ->> 'surnames')), ' ')
"""
#: A line that cannot be read, or that must wait, is about somebody all the same: that entry stays as it is.
MENTIONED = """
WITH mentioned AS MATERIALIZED (
    SELECT e.id FROM people_directoryentry e JOIN people_directoryline m ON m.code = e.student_code
    WHERE m.reason <> ''
    UNION
    SELECT e.id FROM people_directoryentry e JOIN people_directoryline m ON m.email = e.email
        AND (m.code IS NULL OR e.student_code IS NULL OR m.code = e.student_code)
    WHERE m.reason <> ''
)
"""
#: An entry that stays as it is keeps its address: who wants it must wait.
KEPT_ADDRESS = """
UPDATE people_directoryline l SET reason = 'address_kept',
    other = jsonb_build_object('student_code', e.student_code)
FROM people_directoryentry e
WHERE l.reason = '' AND e.gone_at IS NULL AND e.email = l.email AND e.id IS DISTINCT FROM l.entry_id
    AND NOT EXISTS (SELECT FROM people_directoryline k WHERE k.entry_id = e.id AND k.reason = '')
"""
KEPT_IF_MENTIONED = MENTIONED + KEPT_ADDRESS + "AND EXISTS (SELECT FROM mentioned WHERE mentioned.id = e.id)"


def match(*, follows: bool, partial: bool) -> int:
    """Fills `entry_id`, `person_id` and the conflicts; returns how many lines only repeated another.

    `follows`: registered people take their data from the directory, so it must be clear who is who.
    """
    with connection.cursor() as cursor, joined_as_sets():
        cursor.execute(REPEATED)
        repeated = cursor.rowcount
        for statement in (TWICE, BY_CODE, BY_ADDRESS):
            cursor.execute(statement)
        if follows:
            for statement in (PERSON_BY_CODE, ANOTHER, PERSON_BY_ADDRESS, OTHER_HUMAN):
                cursor.execute(statement)
        # Each that has to wait may keep an address that a next one wants.
        while True:
            cursor.execute(KEPT_ADDRESS if partial else KEPT_IF_MENTIONED)
            if not cursor.rowcount:
                return int(repeated)
