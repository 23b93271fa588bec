-- name: x :exec
-- audit: write team.add
INSERT INTO team (id, org_id, name) VALUES (random_id(), :org_id, :name);
