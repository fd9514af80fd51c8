from django.conf import settings
from django.db import migrations

#: The institution is a lexeme among the words: one index serves every institution and reads only one's rows.
INDEX = """
CREATE INDEX service_words ON catalogue_serviceversion
USING gin (array_to_tsvector(array_append(words, '#' || institution_id::text))) WITH (fastupdate = off)
WHERE current
"""

#: The words are matched alone first, so that no plan prefers the institution's rows to the index on words.
#: `wanted`: one group a word, forms apart by blanks, `*` after a beginning. A group counts once in a service's
#: rank, three times where it stands in the name or the keywords (`!`).
FUNCTION = r"""
CREATE FUNCTION catalogue_search(wanted text[], most integer)
RETURNS TABLE (service_id bigint, rank real)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
WITH forms AS (
    SELECT n, rtrim(form, '*') AS form, form LIKE '%*' AS begins
    FROM unnest(wanted) WITH ORDINALITY AS g(words, n), unnest(string_to_array(words, ' ')) AS form
    WHERE rtrim(form, '*') <> ''
), query AS (
    SELECT ('''#' || current_setting('ventanilla.institution') || '''')::tsquery
        && string_agg(quote_literal(form) || CASE WHEN begins THEN ':*' ELSE '' END, ' | ')::tsquery AS q
    FROM forms
), matching AS MATERIALIZED (
    SELECT v.institution_id, v.service_id, v.words
    FROM query, public.catalogue_serviceversion v
    WHERE v.current
    AND array_to_tsvector(array_append(v.words, '#' || v.institution_id::text)) @@ query.q
)
SELECT m.service_id, sum(hit.weight)::real AS rank
FROM matching m
JOIN public.catalogue_service s ON s.id = m.service_id AND s.institution_id = m.institution_id AND s.active,
LATERAL (
    SELECT max(CASE WHEN word LIKE '!%' THEN 3 ELSE 1 END) AS weight
    FROM forms, unnest(m.words) AS word
    WHERE ltrim(word, '!') = form OR (begins AND starts_with(ltrim(word, '!'), form))
    GROUP BY n
) hit
WHERE m.institution_id = nullif(current_setting('ventanilla.institution', true), '')::bigint
GROUP BY m.service_id
ORDER BY rank DESC, m.service_id
LIMIT most
$$
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]

    operations = [
        migrations.RunSQL(INDEX, "DROP INDEX service_words"),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION catalogue_search(text[], integer)"),
        migrations.RunSQL(
            f"REVOKE ALL ON FUNCTION catalogue_search(text[], integer) FROM PUBLIC; "
            f"GRANT EXECUTE ON FUNCTION catalogue_search(text[], integer) TO {settings.APPLICATION_ROLE}",
            migrations.RunSQL.noop,
        ),
    ]
