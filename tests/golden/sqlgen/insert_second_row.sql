-- name: x :exec
-- audit: write team.add
INSERT INTO team (id, org_id, name) VALUES (random_id(), scope_org(), :name), (random_id(), 7, :name);
