-- name: x
SELECT l.id FROM line l;
