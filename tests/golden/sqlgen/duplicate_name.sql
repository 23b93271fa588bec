-- name: x :many
SELECT l.id FROM line l;

-- name: x :one
SELECT l.body FROM line l WHERE l.id = :id;
