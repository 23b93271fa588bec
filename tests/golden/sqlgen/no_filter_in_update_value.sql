-- name: x :exec
-- audit: write visit.move
UPDATE visit SET code = (SELECT w.code FROM visit w WHERE w.id = :id) WHERE org_id = scope_org();
