-- name: x :many
SELECT v.code FROM visit v GROUP BY v.code HAVING v.org_id = scope_org();
