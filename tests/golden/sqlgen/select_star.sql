-- name: x :many
SELECT l.* FROM line l;
