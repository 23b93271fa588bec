-- name: x :exec
-- audit: none — a golden needs none
INSERT INTO line (id, body) VALUES (random_id(), :body) RETURNING id;
