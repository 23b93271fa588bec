-- name: x :many
SELECT v.id FROM visit v WHERE NOT v.org_id = scope_org();
