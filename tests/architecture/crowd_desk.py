"""The crowd's share of what the desk writes beside its tickets: steps, referrals, links, drafts, attempts and more."""

OLD = "FROM tickets_ticket t WHERE t.institution_id = %(i)s AND t.code LIKE 'OLD-%%'"
STATEMENTS = (
    f"""
    INSERT INTO tickets_step (institution_id, ticket_id, unit_id, kind, position, status, term, request, salt,
        asked_by_id, created_at, asked_at, due_at, verdict, answer, answered_at, key)
    SELECT %(i)s, t.id, t.unit_id, 'opinion', 1, CASE WHEN t.closed_at IS NULL THEN 'asked' ELSE 'done' END,
        'respuesta', 'Opinión', '\\x00', %(agent)s, t.created_at, t.created_at, t.due_at, '', '',
        t.closed_at, gen_random_uuid() {OLD} AND t.id %% 5 = 0
    """,
    f"""
    INSERT INTO tickets_link (institution_id, kind, ticket_id, other_id, by_id, at)
    SELECT %(i)s, 'related', t.id, t.id - 1, %(agent)s, t.created_at {OLD} AND t.id %% 5 = 1
    """,
    f"""
    INSERT INTO tickets_reclassification (institution_id, ticket_id, version_id, unit_id, answers, reason, salt,
        by_id, at)
    SELECT %(i)s, t.id, t.version_id, t.unit_id, '{{}}', 'Otro servicio', '\\x00', %(agent)s, t.created_at
    {OLD} AND t.id %% 5 = 2
    """,
    f"""
    INSERT INTO tickets_referral (institution_id, ticket_id, kind, channel, unit_id, addressee, address, text, salt,
        by_id, at, answer)
    SELECT %(i)s, t.id, CASE WHEN t.id %% 2 = 0 THEN 'handover' ELSE 'outside' END, 'email',
        CASE WHEN t.id %% 2 = 0 THEN t.unit_id END, 'Otra área', 'a@b.test', 'Texto', '\\x00', %(agent)s,
        t.created_at, '' {OLD} AND t.id %% 5 = 3
    """,
    f"""
    INSERT INTO tickets_contactattempt (institution_id, ticket_id, by_id, channel, outcome, note, salt, key, at)
    SELECT %(i)s, t.id, %(agent)s, 'phone', 'no_answer', '', '\\x00', gen_random_uuid(), t.created_at
    {OLD} AND t.id %% 5 = 4
    """,
    f"""
    INSERT INTO tickets_follower (institution_id, ticket_id, person_id, by_id, at)
    SELECT %(i)s, t.id, %(agent)s, %(agent)s, t.created_at {OLD} AND t.id %% 5 = 0
    """,
    f"""
    INSERT INTO tickets_agentdraft (institution_id, ticket_id, person_id, slot, kind, body, saved_at)
    SELECT %(i)s, t.id, %(agent)s, 'say', 'answer', 'Borrador', t.created_at {OLD} AND t.id %% 5 = 1
    """,
    f"""
    INSERT INTO tickets_presence (institution_id, ticket_id, person_id, writing, seen_at)
    SELECT %(i)s, t.id, %(agent)s, false, t.created_at {OLD} AND t.id %% 20 = 1
    """,
    f"""
    INSERT INTO tickets_pending (institution_id, kind, ticket_id, data, by_id, key, run_at, status, problem,
        created_at, ended_at)
    SELECT %(i)s, 'answer', t.id, '{{}}', %(agent)s, gen_random_uuid(), t.created_at, 'done', '', t.created_at,
        t.created_at {OLD} AND t.id %% 3 = 0
    """,
    f"""
    INSERT INTO tickets_escalation (institution_id, ticket_id, unit_id, status, is_open, clock, reason, salt,
        marked_at, decision, summary, up_at, answer)
    SELECT %(i)s, t.id, t.unit_id, CASE WHEN t.id %% 2 = 0 THEN 'marked' ELSE 'up' END, true, '', 'Grave', '\\x00',
        t.created_at, '', '', CASE WHEN t.id %% 2 = 1 THEN t.created_at END, '' {OLD} AND t.id %% 10 = 3
    """,
    """
    INSERT INTO tickets_offence (institution_id, ticket_id, message_id, unit_id, reporter_id, status, passage, start,
        "end", reason, salt, at, decision)
    SELECT %(i)s, m.ticket_id, m.id, t.unit_id, %(agent)s, 'reported', 'Texto', 0, 5, 'Ofende', '\\x00', m.created_at,
        '' FROM tickets_message m JOIN tickets_ticket t ON t.institution_id = m.institution_id AND t.id = m.ticket_id
    WHERE m.institution_id = %(i)s AND m.id %% 10 = 0
    """,
    """
    INSERT INTO tickets_evidence (institution_id, case_id, offence_id, message_id, body, salt, digest, files, said_at,
        sealed_at)
    SELECT %(i)s, o.ticket_id, o.id, o.message_id, 'Texto', '\\x00', repeat('0', 64), '[]', o.at, o.at
    FROM tickets_offence o WHERE o.institution_id = %(i)s
    """,
    """
    INSERT INTO people_availability (institution_id, person_id, unit_id, hours, languages, campuses)
    SELECT %(i)s, p.id, u.id, '{}', '{}', '{}' FROM people_person p, institutions_unit u
    WHERE p.institution_id = %(i)s AND u.institution_id = %(i)s AND p.id %% 3 = 0
    """,
    """
    INSERT INTO people_conflict (institution_id, agent_id, requester_id, reason, salt, by_id, at)
    SELECT %(i)s, %(agent)s, p.id, 'Familia', '\\x00', p.id, '2025-01-01' FROM people_person p
    WHERE p.institution_id = %(i)s AND p.id %% 2 = 0
    """,
    f"""
    INSERT INTO assignment_draw (institution_id, kind, subject_kind, subject_id, unit_id, n, version, candidates,
        exclusions, digest, seed, chosen, at)
    SELECT %(i)s, 'person_for_ticket', 'ticket', t.id, t.unit_id, t.id, 1, '{{}}', '[]', repeat('0', 64),
        repeat('0', 64), %(agent)s, t.created_at {OLD} AND t.id %% 3 = 0
    """,
)
