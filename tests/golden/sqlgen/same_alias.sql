-- name: x :many
SELECT v.code FROM visit v JOIN team v ON v.org_id = scope_org();
