-- name: x :exec
-- audit: write visit.move
UPDATE visit SET n = 1 FROM team t WHERE visit.org_id = scope_org() AND t.id = visit.team_id;
