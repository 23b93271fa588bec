-- name: x :many
-- tenant: none
SELECT v.id FROM visit v;
