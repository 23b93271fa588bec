-- name: x :many
SELECT l.id FROM line l; DELETE FROM line;
