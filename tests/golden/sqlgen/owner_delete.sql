-- name: x :change
-- audit: write note.delete
DELETE FROM note WHERE id = :id OR owner_org_id = scope_org();
