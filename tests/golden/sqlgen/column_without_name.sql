-- name: x :one
SELECT count(*) FROM line l;
