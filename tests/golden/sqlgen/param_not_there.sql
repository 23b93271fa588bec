-- name: x :many
-- param: most int
SELECT l.id FROM line l;
