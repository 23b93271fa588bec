-- name: x :many
SELECT v.id FROM visit v WHERE v.n BETWEEN 0 AND v.org_id = scope_org();
