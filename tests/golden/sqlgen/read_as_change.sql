-- name: x :change
SELECT l.id FROM line l;
