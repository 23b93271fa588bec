-- name: x :exec
-- audit: none — a golden needs none
UPDATE OR ROLLBACK line SET body = :body WHERE id = :id;
