-- name: x :many
SELECT v.id FROM 'visit' v;
