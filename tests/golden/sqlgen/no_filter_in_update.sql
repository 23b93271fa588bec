-- name: x :change
-- audit: write visit.close
UPDATE visit SET closed_month = :closed_month WHERE id = :id;
