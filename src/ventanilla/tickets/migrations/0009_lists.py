import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ventanilla.institutions.acting
from ventanilla.institutions.owned import Reference
from ventanilla.institutions.ownership import Own

OPEN = models.Q(("state__in", ["correcting", "in_progress", "submitted", "waiting_student", "waiting_unit"]))
ENDED = models.Q(("closed_at__isnull", False))
FILTERED = (
    "state", "service", "campus", "channel", "user_type", "term", "assignee", "requester", "confidential",
    "created_at", "last_activity_at", "paused_at", "breached_at",
)  # fmt: skip


def to(model: str, *, null: bool = False) -> Reference:
    return Reference(
        db_constraint=False,
        db_index=False,
        null=null,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=model,
    )


def owned(name: str, *fields: tuple[str, models.Field], **meta: list[object]) -> migrations.CreateModel:
    return migrations.CreateModel(
        name=name,
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "institution",
                models.ForeignKey(
                    db_index=False,
                    default=ventanilla.institutions.acting.current_institution_id,
                    editable=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="institutions.institution",
                ),
            ),
            *fields,
        ],
        options={"abstract": False, "base_manager_name": "objects", **meta},
    )


def listed(
    name: str, *led: str, by: str, where: models.Q = OPEN, covers: bool = True
) -> migrations.AddIndex:
    key = ["institution", *led, by, "id"]
    key.insert(key.index("unit") + 1, "confidential")
    include = [column for column in FILTERED if column not in key] if covers else None
    index = models.Index(fields=key, include=include, name=f"ticket_{name}", condition=where)
    return migrations.AddIndex(model_name="ticket", index=index)


#: What a row adds to: every view that shows it, by the columns that views look at (tickets/queue/view.py).
MEMBERSHIPS = """
CREATE FUNCTION tickets_memberships(
    state text, assignee bigint, breached timestamptz, paused timestamptz, confidential boolean
) RETURNS TABLE (view text, person bigint) LANGUAGE sql IMMUTABLE AS $$
    SELECT v.view, v.person
    FROM (SELECT state IN ('submitted', 'in_progress', 'waiting_student', 'correcting', 'waiting_unit') AS open) o,
    LATERAL (VALUES
        ('unit', NULL::bigint, o.open),
        ('mine', assignee, o.open AND assignee IS NOT NULL),
        ('unassigned', NULL, o.open AND assignee IS NULL),
        ('due', NULL, o.open AND paused IS NULL),
        ('waiting', NULL, state IN ('waiting_student', 'correcting')),
        ('breached', NULL, o.open AND breached IS NOT NULL),
        ('confidential', NULL, o.open AND confidential),
        ('answered', NULL, state = 'answered')
    ) v(view, person, shown)
    WHERE v.shown
$$
"""

#: Once a statement, over all the rows that it wrote; only inserts, so nobody waits for anybody.
TALLY = """
CREATE FUNCTION tickets_tally_changes() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO tickets_tally (institution_id, unit, person, view, confidential, n)
        WITH changed AS (
            SELECT o AS before, n AS after FROM old_rows o JOIN new_rows n USING (id)
            WHERE (o.unit_id, o.state, o.assignee_id, o.due_at, o.paused_at, o.breached_at, o.closed_at,
                   o.last_activity_at, o.confidential)
               IS DISTINCT FROM (n.unit_id, n.state, n.assignee_id, n.due_at, n.paused_at, n.breached_at,
                   n.closed_at, n.last_activity_at, n.confidential)
        ), moved AS (
            SELECT (after).*, 1 AS by FROM changed UNION ALL SELECT (before).*, -1 FROM changed
        )
        SELECT t.institution_id, t.unit_id, m.person, m.view, t.confidential, sum(t.by)
        FROM moved t, LATERAL (
            SELECT view, person FROM tickets_memberships(t.state, t.assignee_id, t.breached_at, t.paused_at,
                t.confidential)
        ) m
        GROUP BY 1, 2, 3, 4, 5 HAVING sum(t.by) <> 0
        UNION ALL
        SELECT DISTINCT t.institution_id, t.unit_id, NULL::bigint, '', t.confidential, 0 FROM moved t;
    ELSE
        INSERT INTO tickets_tally (institution_id, unit, person, view, confidential, n)
        SELECT t.institution_id, t.unit_id, m.person, m.view, t.confidential,
            count(*) * CASE WHEN m.view = '' THEN 0 WHEN TG_OP = 'INSERT' THEN 1 ELSE -1 END
        FROM rows t, LATERAL (
            SELECT view, person FROM tickets_memberships(t.state, t.assignee_id, t.breached_at, t.paused_at,
                t.confidential)
            UNION ALL SELECT '', NULL
        ) m
        GROUP BY 1, 2, 3, 4, 5;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ticket_tally_inserted AFTER INSERT ON tickets_ticket REFERENCING NEW TABLE AS rows
    FOR EACH STATEMENT EXECUTE FUNCTION tickets_tally_changes();
CREATE TRIGGER ticket_tally_updated AFTER UPDATE ON tickets_ticket REFERENCING OLD TABLE AS old_rows
    NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tickets_tally_changes();
CREATE TRIGGER ticket_tally_deleted AFTER DELETE ON tickets_ticket REFERENCING OLD TABLE AS rows
    FOR EACH STATEMENT EXECUTE FUNCTION tickets_tally_changes();
"""

#: What the tickets that are there hold: run as the owner, for whoever loads tickets past the triggers as well.
RECOUNT = """
CREATE FUNCTION tickets_tally_recount() RETURNS void LANGUAGE sql AS $$
    DELETE FROM public.tickets_tally;
    INSERT INTO public.tickets_tally (institution_id, unit, person, view, confidential, n)
    SELECT t.institution_id, t.unit_id, m.person, m.view, t.confidential, count(*)
    FROM public.tickets_ticket t, LATERAL (
        SELECT view, person FROM public.tickets_memberships(t.state, t.assignee_id, t.breached_at, t.paused_at,
            t.confidential)
    ) m
    GROUP BY 1, 2, 3, 4, 5;
$$;
REVOKE ALL ON FUNCTION tickets_tally_recount() FROM PUBLIC;
SELECT tickets_tally_recount();
"""

#: Ids, newest first. Beside a policy no full-text index is reached, so the owner's right reads it, for one
#: institution and for the units and kinds of tickets that the caller's stems name (tickets/search.py).
SEARCH = """
CREATE FUNCTION ticket_search(
    units bigint[], queries text[], reader bigint, before timestamptz, beyond bigint, most integer,
    sample integer, reach integer
) RETURNS TABLE (ticket bigint, at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    here CONSTANT bigint := nullif(current_setting('ventanilla.institution', true), '')::bigint;
    walk CONSTANT text := $walk$
        SELECT w.ticket_id, w.created_at FROM (
            SELECT ticket_id, unit_id, requester_id, created_at, words FROM public.tickets_ticketwords
            WHERE institution_id = $1 AND (created_at, ticket_id) < ($5, $6)
            ORDER BY created_at DESC, ticket_id DESC LIMIT $7
        ) w
        WHERE w.words @@ ($3[array_position($2, w.unit_id)])::tsquery AND w.requester_id <> $4
        ORDER BY w.created_at DESC, w.ticket_id DESC LIMIT $8
    $walk$;
    hits integer;
BEGIN
    -- What is found often is near: the newest are tried first, and only as far as that promises to be enough.
    EXECUTE 'SELECT count(*) FROM (' || walk || ') hits' INTO hits
        USING here, units, queries, reader, before, beyond, sample, most;
    IF hits >= most THEN
        RETURN QUERY EXECUTE walk USING here, units, queries, reader, before, beyond, sample, most;
        RETURN;
    END IF;
    IF hits * reach >= most * sample THEN
        EXECUTE 'SELECT count(*) FROM (' || walk || ') hits' INTO hits
            USING here, units, queries, reader, before, beyond, reach, most;
        IF hits >= most THEN
            RETURN QUERY EXECUTE walk USING here, units, queries, reader, before, beyond, reach, most;
            RETURN;
        END IF;
    END IF;
    -- What is rare is found by its words.
    RETURN QUERY EXECUTE $rare$
        WITH found AS MATERIALIZED (
            SELECT ticket_id, requester_id, created_at FROM public.tickets_ticketwords
            WHERE words @@ $2::tsquery AND institution_id = $1
        )
        SELECT ticket_id, created_at FROM found WHERE requester_id <> $3 AND (created_at, ticket_id) < ($4, $5)
        ORDER BY created_at DESC, ticket_id DESC LIMIT $6
    $rare$ USING here, '(' || array_to_string(queries, ') | (') || ')', reader, before, beyond, most;
END $$
"""
SEARCHES = "ticket_search(bigint[], text[], bigint, timestamptz, bigint, integer, integer, integer)"
RIGHTS = f"""
REVOKE ALL ON FUNCTION {SEARCHES} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {SEARCHES} TO {settings.APPLICATION_ROLE};
"""

#: Of requests from before these columns.
PAST = """
UPDATE tickets_ticket t SET
    term = coalesce((SELECT v.slug FROM tickets_deadline d JOIN institutions_termversion v
        ON v.institution_id = d.institution_id AND v.id = d.term_id
        WHERE d.institution_id = t.institution_id AND d.ticket_id = t.id AND d.clock = 'resolution'), ''),
    breached_at = (SELECT min(b.at) FROM tickets_breach b
        WHERE b.institution_id = t.institution_id AND b.ticket_id = t.id)
"""


class Migration(migrations.Migration):
    """The desk's lists: what they filter by and are ordered by, their numbers, words to search, tags, saved views."""

    dependencies = [
        ("institutions", "0002_applied"),
        ("people", "0007_availability"),
        ("tickets", "0008_composing"),
    ]

    operations = [
        owned("SavedView", ("person", to("people.person")), ("unit", to("institutions.unit", null=True)),
              ("name", models.CharField(max_length=60)), ("query", models.CharField(max_length=1000)),
              indexes=[
                  models.Index(fields=["institution", "person", "id"], name="saved_view_of_person"),
                  models.Index(fields=["institution", "unit", "id"], name="saved_view_of_unit"),
              ]),
        owned("Tag", ("ticket", to("tickets.ticket")), ("name", models.CharField(max_length=40)),
              indexes=[models.Index(fields=["institution", "name", "ticket"], name="tag_named")],
              constraints=[models.UniqueConstraint(fields=("institution", "ticket", "name"), name="tag_once")]),
        owned("Tally", ("unit", models.BigIntegerField()), ("person", models.BigIntegerField(null=True)),
              ("view", models.CharField(blank=True, max_length=20)), ("confidential", models.BooleanField()),
              ("n", models.IntegerField()),
              indexes=[models.Index(fields=["institution", "unit", "id"],
                                    include=("view", "person", "confidential", "n"), name="tally_of_unit")]),
        owned("TicketWords", ("ticket", to("tickets.ticket")), ("unit_id", models.BigIntegerField()),
              ("requester_id", models.BigIntegerField()), ("confidential", models.BooleanField()),
              ("created_at", models.DateTimeField()),
              ("words", django.contrib.postgres.search.SearchVectorField()),
              indexes=[
                  django.contrib.postgres.indexes.GinIndex(fields=["words"], fastupdate=False,
                                                           name="words_of_tickets"),
                  models.Index(fields=["institution", "-created_at", "-ticket"], name="words_newest"),
              ],
              constraints=[
                  models.UniqueConstraint(fields=("institution", "ticket"), name="words_of_ticket")
              ]),
        migrations.AddField("ticket", "term", models.CharField(blank=True, default="", max_length=80),
                            preserve_default=False),
        migrations.AddField("ticket", "breached_at", models.DateTimeField(null=True)),
        migrations.RunSQL(PAST, migrations.RunSQL.noop),
        *[
            migrations.RemoveIndex(model_name="ticket", name=f"ticket_{name}")
            for name in ("open_of_unit", "open_of_assignee", "unassigned_of_unit", "waiting_of_unit",
                         "answered_of_unit", "ended_of_unit")
        ],
        listed("open_by_due", "unit", by="due_at"),
        listed("open_by_activity", "unit", by="last_activity_at"),
        listed("open_by_creation", "unit", by="created_at"),
        listed("open_of_service", "unit", "service", by="due_at"),
        listed("open_of_agent", "assignee", "unit", by="due_at"),
        listed("open_in_state", "unit", "state", by="due_at"),
        listed("unassigned", "unit", by="due_at", where=OPEN & models.Q(("assignee__isnull", True)), covers=False),
        listed("breached", "unit", by="due_at", where=OPEN & models.Q(("breached_at__isnull", False)), covers=False),
        listed("answered", "unit", by="last_activity_at", where=models.Q(("state", "answered"))),
        listed("ended", "unit", by="closed_at", where=ENDED),
        listed("ended_of_service", "unit", "service", by="closed_at", where=ENDED),
        listed("ended_of_agent", "assignee", "unit", by="closed_at", where=ENDED),
        Own("SavedView"),
        Own("Tag", rights="SELECT, INSERT, DELETE"),
        Own("Tally", rights="SELECT, INSERT, DELETE"),
        Own("TicketWords"),
        Own("Ticket", rights="SELECT, INSERT, UPDATE"),
        migrations.RunSQL(MEMBERSHIPS, "DROP FUNCTION tickets_memberships"),
        migrations.RunSQL(TALLY, "DROP FUNCTION tickets_tally_changes CASCADE"),
        migrations.RunSQL(RECOUNT, "DROP FUNCTION tickets_tally_recount"),
        migrations.RunSQL(SEARCH, "DROP FUNCTION ticket_search"),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]  # fmt: skip
