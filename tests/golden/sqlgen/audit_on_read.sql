-- name: x :many
-- audit: read line.list
SELECT l.id FROM line l;
