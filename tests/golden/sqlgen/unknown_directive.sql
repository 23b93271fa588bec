-- name: x :change
-- auidt: write line.drop
DELETE FROM line WHERE id = :id;
