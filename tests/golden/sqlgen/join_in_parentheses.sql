-- name: x :many
SELECT l.id FROM (line l JOIN visit v ON v.code = l.body);
