-- name: x :change
DELETE FROM line WHERE id = :id;
