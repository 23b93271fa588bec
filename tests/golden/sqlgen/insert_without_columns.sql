-- name: x :exec
-- audit: none — a golden needs none
INSERT INTO line VALUES (:id, :body);
