-- name: x :many
SELECT v.id FROM visit v WHERE v.org_id = :org_id;
