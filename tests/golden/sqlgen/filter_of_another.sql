-- name: x :many
SELECT v.id FROM visit v JOIN visit w ON w.org_id = scope_org() AND w.id = v.id;
