-- name: x :many
SELECT l.id, k.id FROM line l JOIN line k ON k.body = l.body;
