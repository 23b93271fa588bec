-- name: x :many
SELECT v.id FROM visit v WHERE 0 = v.org_id = scope_org();
