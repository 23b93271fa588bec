-- name: x :many
SELECT s.id FROM (SELECT v.id FROM visit v) s;
