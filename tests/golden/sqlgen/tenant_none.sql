-- name: x :many
-- tenant: none — all of them would be nice to have
SELECT v.id FROM visit v;
