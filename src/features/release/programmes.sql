-- Which interventions are added up to a programme.

-- name: programme_members :many
-- cap: 100000
-- tenant: none — of all places, for the nation's table, and nothing but what is part of what
SELECT m.programme_id, m.intervention_id, m.closed_month FROM programme_member m
ORDER BY m.programme_id, m.intervention_id;
