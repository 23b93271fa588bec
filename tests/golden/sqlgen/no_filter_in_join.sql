-- name: x :many
SELECT v.id FROM visit v JOIN team t ON t.id = v.team_id WHERE v.org_id = scope_org();
