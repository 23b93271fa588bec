-- name: x :many
SELECT v.id FROM visit v WHERE v.org_id = scope_org()
UNION ALL
SELECT w.id FROM visit w;
