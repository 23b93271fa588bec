-- name: x :change
-- audit: write team.move
UPDATE team SET name = :name, org_id = :org_id WHERE org_id = scope_org() AND id = :id;
