-- name: x :many
SELECT s.body FROM secret_info s;
