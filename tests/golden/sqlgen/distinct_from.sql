-- name: x :many
SELECT l.id IS DISTINCT FROM 1 AS is_other FROM line l;
