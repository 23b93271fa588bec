-- name: x :many
SELECT v.id, v.org_id = scope_org() AS is_ours FROM visit v;
