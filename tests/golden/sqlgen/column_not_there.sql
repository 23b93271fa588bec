-- name: x :many
-- column: total text
SELECT l.id FROM line l;
