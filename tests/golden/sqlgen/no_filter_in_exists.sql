-- name: x :many
SELECT l.id FROM line l WHERE EXISTS (SELECT 1 FROM visit WHERE code = l.body);
