"""Adding up the tally: what belongs together becomes one row. Nobody who reads or writes meanwhile notices."""

from django.db import connection

#: One statement: whoever reads sees all of the old rows or all of the new. Two at once wait for each other's rows,
#: and the second finds them gone.
COMPACT = """
WITH several AS (
    SELECT unit, person, view, confidential FROM tickets_tally
    GROUP BY 1, 2, 3, 4 HAVING count(*) > 1 OR sum(n) = 0
), gone AS (
    DELETE FROM tickets_tally y USING several s
    WHERE y.unit = s.unit AND y.person IS NOT DISTINCT FROM s.person AND y.view = s.view
        AND y.confidential = s.confidential
    RETURNING y.institution_id, y.unit, y.person, y.view, y.confidential, y.n
)
INSERT INTO tickets_tally (institution_id, unit, person, view, confidential, n)
SELECT institution_id, unit, person, view, confidential, sum(n) FROM gone
GROUP BY 1, 2, 3, 4, 5 HAVING sum(n) <> 0
"""


def compact() -> None:
    """Of the institution acted for."""
    with connection.cursor() as cursor:
        cursor.execute(COMPACT)
