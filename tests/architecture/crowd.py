"""Years of a busy desk in a fresh clone, written behind the triggers' back: enough rows that a bad plan shows.

Two institutions alike: 24,000 requests each, of 3,000 people in three units; four in five are over. Ana (at Faro)
and Elena (at Puerto) have hundreds each, as who asks for a whole class does.
"""

import re

import psycopg

from tests.architecture import crowd_desk
from tests.server import Database

TABLE = re.compile(r"(?:INSERT INTO|UPDATE) (\w+)")
PEOPLE, TICKETS, SERVICES = 3_000, 24_000, 2_000

#: Each is run once for each institution; %(i)s is its id, %(first)s and %(heavy)s people of the named world.
STATEMENTS = (
    """
    INSERT INTO people_account (password, email, is_active, date_joined)
    SELECT '!', 'p' || n || '@i' || %(i)s || '.test', true, '2024-01-01' FROM generate_series(1, %(people)s) n
    """,
    """
    INSERT INTO people_person (institution_id, account_id, given_names, surnames, email, username, student_code,
        document_type, document_number, phone, zone, language, modality, programme, types, wants_notices, unread,
        created_at)
    SELECT %(i)s, a.id, 'Nombre ' || n, 'Apellido ' || n, a.email, 'p' || n, 'C-' || n,
        '', '', '', '', '', '', '', '{estudiante}', true, 0, '2024-01-01'
    FROM generate_series(1, %(people)s) n JOIN people_account a ON a.email = 'p' || n || '@i' || %(i)s || '.test'
    """,
    """
    INSERT INTO people_directoryentry (institution_id, email, student_code, data)
    SELECT %(i)s, 'd' || n || '@i.test', 'D-' || n, '{}' FROM generate_series(1, %(people)s) n
    """,
    """
    INSERT INTO people_directoryimport (institution_id, status, name, sha256, size, partial, channel, created_by_id,
        created_at, problem, layout, counts, base)
    SELECT %(i)s, 'ready', 'a.csv', '', 1, false, 'office', %(heavy)s, '2026-01-01', '{}',
        '{"encoding": "utf-8", "separator": ";", "columns": {"email": "Correo"}, "ignored": [], "unknown": {}}',
        '{"new": 50, "changed": 50, "gone": 0, "person": 0, "conflict": 0, "wrong": 0, "same": 1, "held": 9}', ''
    FROM generate_series(1, 300) n
    """,
    """
    INSERT INTO people_directorydifference (institution_id, source_id, kind, line, reason, before, after)
    SELECT %(i)s, l.id, CASE WHEN n %% 2 = 0 THEN 'new' ELSE 'changed' END, n, '', '{}', '{"email": "a@b.test"}'
    FROM people_directoryimport l, generate_series(1, 100) n WHERE l.institution_id = %(i)s
    """,
    """
    INSERT INTO people_registration (institution_id, purpose, email, data, language, created_at, expires_at,
        sendings, attempts)
    SELECT %(i)s, 'register', 'r' || n || '@i.test', '{}', 'es', '2026-01-01', '2026-01-02', 1, 0
    FROM generate_series(1, %(people)s) n
    """,
    """
    INSERT INTO people_role (institution_id, person_id, kind, unit_id)
    SELECT %(i)s, p.id, 'agent', u.id FROM institutions_unit u, people_person p
    WHERE u.institution_id = %(i)s AND p.institution_id = %(i)s AND p.username IS NOT NULL AND p.id %% 100 = 0
    """,
    """
    INSERT INTO people_rolechange (institution_id, person_id, kind, unit_id, given, by_id, reason, salt, at)
    SELECT r.institution_id, r.person_id, r.kind, r.unit_id, n %% 2 = 1, r.person_id, 'Llega', '\\x00',
        '2024-01-01' FROM people_role r, generate_series(1, 20) n WHERE r.institution_id = %(i)s
    """,
    """
    INSERT INTO catalogue_service (institution_id, slug, category_id, unit_id, active, position)
    SELECT %(i)s, 'tramite-' || n, s.category_id, s.unit_id, true, 100 + n
    FROM generate_series(1, %(services)s) n, catalogue_service s
    WHERE s.institution_id = %(i)s AND s.slug = 'constancia'
    """,
    """
    INSERT INTO catalogue_serviceversion (institution_id, slug, n, data, digest, current, created_at, service_id)
    SELECT %(i)s, s.slug, 1, v.data, v.digest, true, v.created_at, s.id
    FROM catalogue_service s, catalogue_serviceversion v
    WHERE s.institution_id = %(i)s AND s.slug LIKE 'tramite-%%' AND v.institution_id = %(i)s
        AND v.slug = 'constancia'
    """,
    """
    WITH made AS (
        SELECT n, hashint4(n) & 1023 AS chance, (hashint4(n + 7) & 65535) %% %(people)s AS who
        FROM generate_series(1, %(tickets)s) n
    ), people AS (
        SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM people_person
        WHERE institution_id = %(i)s AND username IS NOT NULL
    ), told AS (
        SELECT m.*, coalesce(CASE WHEN n %% 60 = 0 THEN %(heavy)s END, p.id) AS requester,
            CASE WHEN chance < 800 THEN 'closed' WHEN chance < 850 THEN 'withdrawn'
                 WHEN chance < 900 THEN 'answered' WHEN chance < 930 THEN 'submitted'
                 WHEN chance < 970 THEN 'in_progress' WHEN chance < 1000 THEN 'waiting_student'
                 WHEN chance < 1012 THEN 'correcting' ELSE 'waiting_unit' END AS state,
            timestamptz '2024-01-01' + n * interval '45 minutes' AS at
        FROM made m JOIN people p ON p.place = m.who
    )
    INSERT INTO tickets_ticket (institution_id, code, submission_key, service_id, version_id, unit_id, campus_id,
        requester_id, registered_by_id, assignee_id, channel, request_type, user_type, state, title, answers,
        declaration, evidence_statement, salt, confidential, wants_notices, unread, created_at, last_activity_at,
        due_at, closed_at)
    SELECT %(i)s, 'OLD-25-' || lpad(told.n::text, 6, '0') || '-0', gen_random_uuid(), v.service_id, v.id, u.id,
        (SELECT min(id) FROM institutions_campus WHERE institution_id = %(i)s), requester, requester,
        CASE WHEN state = 'submitted' THEN NULL WHEN told.n %% 3 = 0 THEN %(agent)s ELSE (SELECT max(person_id)
            FROM people_role WHERE institution_id = %(i)s) END,
        'portal', 'peticion', 'estudiante', state, 'Solicitud ' || told.n, '{"motivo": "x"}', '', '', '\\x00',
        u.slug = 'bienestar', true, state = 'answered' AND told.n %% 4 = 0, at, at + interval '1 day',
        at + interval '5 days', CASE WHEN state IN ('closed', 'withdrawn') THEN at + interval '6 days' END
    FROM told
    JOIN institutions_unit u ON u.institution_id = %(i)s
        AND u.slug = (ARRAY['registro', 'tesoreria', 'bienestar'])[1 + (hashint4(told.n + 1) & 65535) %% 3]
    JOIN catalogue_serviceversion v ON v.institution_id = %(i)s AND v.slug = 'constancia'
    """,
    """
    UPDATE tickets_ticket t SET
        service_id = (ARRAY(SELECT id FROM catalogue_service WHERE institution_id = %(i)s AND slug LIKE 'tramite-%%'
            ORDER BY id LIMIT 40))[1 + (hashint4(t.id::int + 3) & 1023) %% 40 * ((hashint4(t.id::int + 4) & 1023) %% 40)
            / 40],
        campus_id = (ARRAY(SELECT id FROM institutions_campus WHERE institution_id = %(i)s ORDER BY id))[
            1 + CASE WHEN t.id %% 7 = 0 THEN 1 ELSE 0 END],
        channel = (ARRAY['portal', 'portal', 'portal', 'email'])[1 + (hashint4(t.id::int + 5) & 1023) %% 4],
        user_type = CASE WHEN hashint4(t.id::int + 6) & 15 = 0 THEN 'egresado' ELSE 'estudiante' END,
        term = CASE WHEN hashint4(t.id::int + 8) & 31 = 0 THEN 'contacto' ELSE 'respuesta' END,
        breached_at = CASE WHEN hashint4(t.id::int + 9) & 15 = 0 THEN due_at END,
        paused_at = CASE WHEN state IN ('waiting_student', 'correcting') THEN due_at END
    WHERE t.institution_id = %(i)s AND t.code LIKE 'OLD-%%'
    """,
    """
    INSERT INTO tickets_tag (institution_id, ticket_id, name)
    SELECT %(i)s, t.id, CASE WHEN t.id %% 100 = 0 THEN 'rara' ELSE 'común' END FROM tickets_ticket t
    WHERE t.institution_id = %(i)s AND t.id %% 4 = 0 AND t.code LIKE 'OLD-%%'
    """,
    """
    INSERT INTO tickets_savedview (institution_id, person_id, unit_id, name, query)
    SELECT %(i)s, p.id, NULL, 'Lista', 'view=unit' FROM people_person p WHERE p.institution_id = %(i)s
    """,
    """
    INSERT INTO tickets_ticketwords (institution_id, ticket_id, unit_id, requester_id, confidential, created_at, words)
    SELECT %(i)s, t.id, t.unit_id, t.requester_id, t.confidential, t.created_at, array_to_tsvector(ARRAY(
        SELECT t.unit_id || CASE WHEN t.confidential THEN '!' ELSE ':' END || w FROM unnest(ARRAY['solicitud',
            'palabr' || t.id %% 3, 'palabr' || t.id %% 1000]) w))
    FROM tickets_ticket t WHERE t.institution_id = %(i)s AND t.code LIKE 'OLD-%%'
    """,
    """
    INSERT INTO tickets_message (institution_id, ticket_id, kind, author_id, by_requester, body, salt, channel,
        created_at)
    SELECT %(i)s, t.id, 'request', t.requester_id, true, 'Texto', '\\x00', 'portal', t.created_at
    FROM tickets_ticket t, generate_series(1, 2) WHERE t.institution_id = %(i)s AND t.code LIKE 'OLD-%%'
    """,
    """
    INSERT INTO tickets_note (institution_id, ticket_id, author_id, body, salt, created_at)
    SELECT %(i)s, t.id, t.requester_id, 'Nota', '\\x00', t.created_at FROM tickets_ticket t
    WHERE t.institution_id = %(i)s AND t.code LIKE 'OLD-%%'
    """,
    """
    INSERT INTO tickets_deadline (institution_id, ticket_id, clock, term_id, calendar_id, start_at, due_at)
    SELECT %(i)s, t.id, c, (SELECT min(id) FROM institutions_termversion WHERE institution_id = %(i)s),
        (SELECT min(id) FROM institutions_calendarversion WHERE institution_id = %(i)s), t.created_at, t.due_at
    FROM tickets_ticket t, unnest(ARRAY['first_contact', 'resolution']) c
    WHERE t.institution_id = %(i)s AND t.code LIKE 'OLD-%%'
    """,
    """
    UPDATE tickets_deadline d SET look_at = CASE WHEN d.id %% 500 = 0 THEN t.due_at ELSE '2030-01-01' END
    FROM tickets_ticket t WHERE d.institution_id = %(i)s AND t.institution_id = d.institution_id
        AND t.id = d.ticket_id AND t.closed_at IS NULL AND t.code LIKE 'OLD-%%'
    """,
    """
    INSERT INTO tickets_breach (institution_id, ticket_id, deadline_id, unit_id, agent_id, clock, promise, at,
        found_at)
    SELECT %(i)s, t.id, d.id, t.unit_id, t.assignee_id, d.clock, d.clock, d.due_at, d.due_at
    FROM tickets_deadline d JOIN tickets_ticket t ON t.institution_id = d.institution_id AND t.id = d.ticket_id
    WHERE d.institution_id = %(i)s AND t.id %% 3 = 0
    """,
    """
    INSERT INTO tickets_pause (institution_id, ticket_id, unit_id, agent_id, state, since, until)
    SELECT %(i)s, t.id, t.unit_id, t.assignee_id, 'waiting_student', now() - t.id %% 200 * interval '12 hours',
        CASE WHEN t.state <> 'waiting_student' THEN now() END
    FROM tickets_ticket t WHERE t.institution_id = %(i)s AND t.code LIKE 'OLD-%%'
    """,
    """
    INSERT INTO tickets_extension (institution_id, deadline_id, status, amount, reason, salt, old_due_at, new_due_at,
        asked_by_id, asked_at, decision)
    SELECT %(i)s, d.id, 'granted', 1, 'x', '\\x00', d.due_at, d.due_at, %(agent)s, d.start_at, ''
    FROM tickets_deadline d WHERE d.institution_id = %(i)s AND d.id %% 4 = 0
    """,
    """
    INSERT INTO documents_document (institution_id, sha256, size, kind, name, uploaded_by_id, uploaded_at)
    SELECT %(i)s, encode(sha256(t.id::text::bytea), 'hex'), 9, 'pdf', 'a.pdf', t.requester_id, t.created_at
    FROM tickets_ticket t WHERE t.institution_id = %(i)s AND t.code LIKE 'OLD-%%'
    """,
    """
    INSERT INTO tickets_attachment (institution_id, ticket_id, document_id, question)
    SELECT %(i)s, t.id, d.id, 'archivo' FROM tickets_ticket t
    JOIN documents_document d ON d.sha256 = encode(sha256(t.id::text::bytea), 'hex')
        AND d.institution_id = %(i)s
    WHERE t.institution_id = %(i)s
    """,
    """
    INSERT INTO tickets_draft (institution_id, key, service_id, person_id, answers, documents, saved_at)
    SELECT %(i)s, gen_random_uuid(), (SELECT min(id) FROM catalogue_service WHERE institution_id = %(i)s), p.id,
        '{}', '{}', '2026-01-01' FROM people_person p WHERE p.institution_id = %(i)s
    """,
    """
    INSERT INTO surveys_survey (institution_id, ticket_id, data, invited_at, comment)
    SELECT %(i)s, t.id, '{}', t.closed_at, '' FROM tickets_ticket t
    WHERE t.institution_id = %(i)s AND t.code LIKE 'OLD-%%' AND t.closed_at IS NOT NULL
    """,
    """
    INSERT INTO people_absence (institution_id, person_id, since, until, reason, salt, by_id, at)
    SELECT DISTINCT %(i)s, r.person_id, timestamptz '2024-01-01' + n * interval '20 days',
        timestamptz '2024-01-03' + n * interval '20 days', 'Permiso', '\\x00'::bytea, r.person_id,
        timestamptz '2024-01-01' FROM people_role r, generate_series(1, 40) n WHERE r.institution_id = %(i)s
    """,
    """
    INSERT INTO reports_fact (institution_id, ticket_id, n, kind, unit_id, agent_id, service_id, complexity, day, at,
        minutes, whole, use, kept)
    SELECT %(i)s, t.id, n, (ARRAY['arrived', 'contacted', 'answered'])[n], t.unit_id, t.assignee_id, t.service_id, '',
        t.created_at::date, t.created_at, 60, 90, 100, t.id %% 5 <> 0
    FROM tickets_ticket t, generate_series(1, 3) n WHERE t.institution_id = %(i)s AND t.code LIKE 'OLD-%%'
    """,
    """
    INSERT INTO reports_daily (institution_id, unit_id, agent_id, service_id, complexity, day, arrived, contacted,
        contact_promised, contact_kept, contact_minutes, contact_use, answered, answer_kept, answer_minutes,
        answer_use, whole_minutes, paused_minutes, breached, extended, reopened, rated, rating_sum)
    SELECT %(i)s, unit_id, agent_id, service_id, '', day, count(*), 1, 1, 1, '{60}', '{100}', 1, 1, '{60}', '{100}',
        90, 30, 0, 0, 0, 0, 0
    FROM reports_fact WHERE institution_id = %(i)s GROUP BY unit_id, agent_id, service_id, day
    """,
    """
    INSERT INTO quality_evaluation (institution_id, unit_id, agent_id, author_id, since, until, figures, figures_at,
        of_director, salt, delivered_at)
    SELECT %(i)s, r.unit_id, r.person_id, %(agent)s, '2025-01-01', '2025-02-01', '{}', '2025-02-01', false, '\\x00',
        '2025-02-01' FROM people_role r, generate_series(1, 40) n
    WHERE r.institution_id = %(i)s AND r.unit_id IS NOT NULL
    """,
    """
    INSERT INTO quality_remark (institution_id, evaluation_id, body, salt, at, key)
    SELECT %(i)s, e.id, 'Leída', '\\x00', e.delivered_at, gen_random_uuid() FROM quality_evaluation e
    WHERE e.institution_id = %(i)s
    """,
    """
    INSERT INTO quality_acknowledgement (institution_id, evaluation_id, at)
    SELECT %(i)s, e.id, e.delivered_at FROM quality_evaluation e WHERE e.institution_id = %(i)s AND e.id %% 2 = 0
    """,
    """
    INSERT INTO journal_event (institution_id, subject_kind, subject_id, n, kind, at, recorded_at, channel, data,
        mac)
    SELECT %(i)s, 'ticket', t.id, n, 'ticket.noted', t.created_at, t.created_at, 'desk', '{"state": "closed"}',
        '\\x00' FROM tickets_ticket t, generate_series(1, 4) n
    WHERE t.institution_id = %(i)s AND t.code LIKE 'OLD-%%'
    """,
    """
    INSERT INTO journal_head (institution_id, subject_kind, subject_id, n, mac, sealed_n)
    SELECT %(i)s, 'ticket', t.id, 4, '\\x00', 4 FROM tickets_ticket t
    WHERE t.institution_id = %(i)s AND t.code LIKE 'OLD-%%'
    """,
    """
    INSERT INTO notify_delivery (institution_id, event_id, kind, person_id, ticket_id, channel, address,
        message_id, status, attempts, last_error, created_at)
    SELECT %(i)s, e.id, 'confirmation', t.requester_id, t.id, 'email', 'a@b.test', '<' || e.id || '@t>',
        'sent', 1, '', t.created_at
    FROM journal_event e JOIN tickets_ticket t ON t.institution_id = e.institution_id AND t.id = e.subject_id
    WHERE e.institution_id = %(i)s AND e.n = 1 AND t.code LIKE 'OLD-%%'
    """,
)
SHARED = (
    """
    INSERT INTO django_session (session_key, session_data, expire_date)
    SELECT 's' || n, '', now() + interval '1 day' FROM generate_series(1, 5000) n
    """,
    """
    INSERT INTO usersessions_usersession (user_id, created_at, ip, last_seen_at, session_key, user_agent, data)
    SELECT a.id, now(), '127.0.0.1', now(), 's' || a.id, '', '{}' FROM people_account a WHERE a.id < 5000
    """,
    "INSERT INTO throttle (key, till, used) SELECT 'k' || n, now(), 1 FROM generate_series(1, 5000) n",
)


#: A column that came later and that the statements do not name holds what is nothing in its type.
NOTHING = """
DO $$ DECLARE one record; BEGIN
FOR one IN SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.is_nullable = 'NO' AND c.column_default IS NULL
    AND c.is_identity = 'NO' AND c.column_name NOT LIKE '%_id'
    AND c.data_type IN ('character varying', 'text', 'ARRAY', 'jsonb', 'integer', 'boolean')
LOOP EXECUTE format('ALTER TABLE %I ALTER COLUMN %I SET DEFAULT %L', one.table_name, one.column_name,
    CASE WHEN one.data_type IN ('ARRAY', 'jsonb') THEN '{}' WHEN one.data_type = 'integer' THEN '0'
         WHEN one.data_type = 'boolean' THEN 'false' ELSE '' END);
END LOOP; END $$
"""


def fill(database: Database, *, heavy: dict[int, int], agents: dict[int, int]) -> None:
    """`heavy`: institution's id → whose requests are hundreds; `agents`: → who attends a third of them."""
    with psycopg.connect(database.url("superuser")) as connection:
        connection.execute("SET session_replication_role = replica")  # the rows fit: no key is checked
        connection.execute(NOTHING)
        for institution_id, person_id in heavy.items():
            numbers = {
                "i": institution_id,
                "heavy": person_id,
                "agent": agents[institution_id],
                "people": PEOPLE,
                "tickets": TICKETS,
                "services": SERVICES,
            }
            for statement in (*STATEMENTS, *crowd_desk.STATEMENTS):
                connection.execute(statement, numbers)
                # The next statement reads the rows of this one.
                connection.execute(f"ANALYZE {TABLE.findall(statement)[0]}")
            connection.execute(
                "UPDATE people_person p SET unread = (SELECT count(*) FROM tickets_ticket t "
                "WHERE t.institution_id = p.institution_id AND t.requester_id = p.id AND t.unread) "
                "WHERE p.id = %s",
                [person_id],
            )
        for statement in SHARED:
            connection.execute(statement)
        connection.execute("SELECT tickets_tally_recount()")
    # As the server's own housekeeping would: statistics, and maps of what index-only scans need not visit.
    with psycopg.connect(database.url("owner"), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
