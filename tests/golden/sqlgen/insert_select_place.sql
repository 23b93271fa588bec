-- name: x :exec
-- audit: write team.add
INSERT INTO team (id, org_id, name) SELECT random_id(), l.id, l.body FROM line l;
