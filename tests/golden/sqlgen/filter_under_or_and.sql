-- name: x :many
SELECT v.id FROM visit v WHERE v.n = 1 OR v.n = 2 AND v.org_id = scope_org();
