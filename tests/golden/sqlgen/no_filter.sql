-- name: x :many
SELECT v.id FROM visit v WHERE v.n = 1;
