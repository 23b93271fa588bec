-- Taking the last form back.

-- name: undo_occasion_there :one
-- param: next_due_id due_id
-- param: who blob
-- param: now int
-- Nothing when the occasion is gone, when something has followed on it, or its card was locked since.
SELECT s.id
FROM screening s
WHERE s.org_id = scope_org() AND s.id = :id AND ifnull(:team_id, 0) IN (0, s.team_id)
	AND NOT EXISTS (SELECT 1 FROM screening l
		WHERE l.org_id = scope_org() AND l.due_id = :next_due_id AND l.id <> s.id)
	AND (s.card_id IS NULL OR s.card_id NOT IN (SELECT l.card_id FROM card_lock l
			WHERE l.org_id = scope_org())
		OR s.card_id IN (SELECT k.card_id FROM card_sight k
			WHERE k.org_id = scope_org() AND k.who = :who AND k.until_at > :now));

-- name: undo_slip_there :one
-- column: slip blob
SELECT b.slip
FROM ballot b
WHERE b.association_id = :association_id AND b.half_year = :half_year AND b.cut = :cut
	AND b.label = :label AND b.slip = :slip;

-- name: undo_occasion :one
-- audit: write screening.undo
DELETE FROM screening WHERE org_id = scope_org() AND id = :id
RETURNING id, intervention_id, team_id, month, sex, outcome, reason;

-- name: undo_in_sum :change
-- audit: none — the occasion taken back in the same transaction is audited
UPDATE occasion_sum SET n = n - 1
WHERE org_id = scope_org() AND intervention_id = :intervention_id AND team_id = :team_id
	AND month = :month AND sex = :sex AND outcome = :outcome AND reason = :reason;

-- name: undo_empty_sums :exec
-- audit: none — nothing is lost: a sum of none
DELETE FROM occasion_sum WHERE org_id = scope_org() AND n = 0;

-- name: undo_slip :change
-- audit: none — the occasion taken back in the same transaction is audited; a slip must not be
DELETE FROM ballot
WHERE association_id = :association_id AND half_year = :half_year AND cut = :cut
	AND label = :label AND slip = :slip;

-- name: undo_next_due :change
-- audit: none — the occasion taken back in the same transaction is audited
DELETE FROM due WHERE org_id = scope_org() AND id = :id AND outcome = 0;

-- name: undo_met :change
-- audit: none — the occasion taken back in the same transaction is audited
UPDATE due SET outcome = 0, met_month = NULL
WHERE org_id = scope_org() AND id = :id AND outcome <> 0;

-- name: undo_close :change
-- audit: none — the occasion taken back in the same transaction is audited
UPDATE card SET closed_month = NULL
WHERE org_id = scope_org() AND id = :id AND closed_month IS NOT NULL;

-- name: undo_posting :exec
-- audit: none — a posting key is no case data
DELETE FROM posting WHERE key_hash = :key_hash;
