-- name: x :exec
-- audit: none — a golden needs none
INSERT OR REPLACE INTO line (id, body) VALUES (:id, :body);
