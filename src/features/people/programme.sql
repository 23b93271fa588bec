-- The list of programmes, which is one for all places.

-- name: programme_add :one
-- audit: write programme.create
INSERT INTO programme (id, code, name)
VALUES (random_id(), :code, :name)
RETURNING id;

-- name: programme_rename :change
-- audit: write programme.rename
UPDATE programme SET name = :name WHERE id = :id AND name <> :name;

-- name: programme_by_code :one
SELECT p.id, p.code, p.name FROM programme p WHERE p.code = :code;

-- name: programme_by_id :one
SELECT p.id, p.code, p.name FROM programme p WHERE p.id = :id;

-- name: programme_list :many
-- column: n int
-- tenant: none — how many interventions are part of each, wherever they are, and nothing of them
SELECT p.id, p.code, p.name, (SELECT count(*) FROM programme_member m
	WHERE m.programme_id = p.id) AS n
FROM programme p
ORDER BY p.name, p.id;
