-- name: x :many
SELECT v.id FROM visit v LEFT JOIN team t ON t.org_id = scope_org() AND v.org_id = scope_org();
