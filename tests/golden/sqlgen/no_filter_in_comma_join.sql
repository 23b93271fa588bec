-- name: x :many
SELECT v.id FROM visit v, team t WHERE v.org_id = scope_org() AND t.id = v.team_id;
