-- name: x :many
SELECT l.id FROM line l RIGHT JOIN visit v ON v.org_id = scope_org();
