-- name: total :one
-- tenant: none — the nation counts all
SELECT count(*) AS n FROM visit v;
