-- name: x :one
-- audit: none — a golden needs none
DELETE FROM line WHERE id = :id;
