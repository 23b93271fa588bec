-- name: x :exec
-- audit: write note.add
INSERT INTO note (id, owner_org_id, body) VALUES (random_id(), :org_id, :body);
