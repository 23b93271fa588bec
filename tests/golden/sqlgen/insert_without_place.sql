-- name: x :exec
-- audit: write team.add
INSERT INTO team (id, name) VALUES (random_id(), :name);
