-- name: drop_rumour :exec
-- audit: none — a rumour belongs to nobody
DELETE FROM rumour AS r WHERE r.id = :id;
