-- name: x :many
SELECT s.id FROM secret s WHERE s.org_id = scope_org();
