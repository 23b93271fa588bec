-- name: x :exec
-- audit: write team.add
INSERT INTO team (id, org_id, name) VALUES (scope_org(), :id, :name);
