-- name: x :exec
-- audit: write team.add
INSERT INTO team (id, org_id, name) VALUES (:id, scope_org(), :name)
ON CONFLICT (id) DO UPDATE SET name = :name;
