-- name: x :many
SELECT v.id FROM main.visit v;
