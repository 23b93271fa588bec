-- name: add :one
-- audit: write visit.add
INSERT INTO visit (id, org_id, team_id, code, n, visit_on, is_late)
VALUES (random_id(), scope_org(), :team_id, :code, :n, :visit_on, :is_late)
RETURNING id;

-- name: close :change
-- audit: job visit.close
UPDATE visit SET closed_month = :closed_month
WHERE org_id = scope_org() AND id = :id AND closed_month IS NULL;

-- name: drop_team :exec
-- audit: write visit.drop
DELETE FROM visit AS v WHERE v.org_id = scope_org() AND ifnull(v.team_id, 0) = :team_id;

-- name: copy :exec
-- audit: none — copies what is audited elsewhere
INSERT INTO visit (code, n, visit_on, is_late, org_id, id)
SELECT v.code || '2', v.n, v.visit_on, 0, scope_org(), random_id() FROM visit v
WHERE v.org_id = scope_org()
ON CONFLICT (org_id, code) DO UPDATE SET n = excluded.n;

-- name: note_edit :change
-- audit: write note.edit
UPDATE note SET body = :body WHERE owner_org_id = scope_org() AND id = :id;

-- name: line_add :many
-- audit: none — a line belongs to nobody
INSERT INTO line (id, body) VALUES (random_id(), :body), (random_id(), :body) RETURNING id, body;
