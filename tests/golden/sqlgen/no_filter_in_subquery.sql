-- name: x :many
SELECT v.id, (SELECT max(w.n) FROM visit w) AS most FROM visit v WHERE v.org_id = scope_org();
