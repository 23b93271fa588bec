-- name: x :many
SELECT v.id FROM visit v WHERE v.org_id = scope_org() * 0 + v.org_id;
