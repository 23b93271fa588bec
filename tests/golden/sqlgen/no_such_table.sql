-- name: x :many
SELECT l.id FROM lines l;
