-- name: x :many
SELECT l.id FROM line l LIMIT :most;
