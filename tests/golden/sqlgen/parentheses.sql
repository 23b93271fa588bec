-- name: x :many
SELECT l.id FROM line l WHERE (l.id = 1;
