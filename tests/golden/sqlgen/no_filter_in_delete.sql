-- name: x :change
-- audit: write visit.delete
DELETE FROM visit WHERE id = :id;
