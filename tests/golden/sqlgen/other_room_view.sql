-- name: x :many
SELECT s.total FROM secret_total s WHERE s.org_id = scope_org();
