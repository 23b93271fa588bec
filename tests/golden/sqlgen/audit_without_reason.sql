-- name: x :change
-- audit: none
DELETE FROM line WHERE id = :id;
