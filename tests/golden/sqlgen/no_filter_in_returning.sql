-- name: x :one
-- audit: write line.add
INSERT INTO line (id, body) VALUES (random_id(), :body)
RETURNING (SELECT max(v.n) FROM visit v) AS most;
