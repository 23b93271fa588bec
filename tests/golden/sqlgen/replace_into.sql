-- name: x :exec
-- audit: none — a golden needs none
REPLACE INTO line (id, body) VALUES (:id, :body);
