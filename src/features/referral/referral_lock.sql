-- Locked referrals: who has a key, who looked in.

-- name: by_slip_locked :one
-- A referral of the team by its slip code, locked or not: for whoever opens it with a reason.
SELECT c.id, c.slip_code, c.team_id,
	EXISTS (SELECT 1 FROM referral_lock l WHERE l.org_id = scope_org()
		AND l.referral_id = c.id) AS is_locked
FROM referral c
WHERE c.org_id = scope_org() AND c.slip_code = :slip_code
	AND ifnull(:team_id, 0) IN (0, c.team_id);

-- name: lock_of_referral :one
SELECT l.referral_id, l.ground
FROM referral_lock l
WHERE l.org_id = scope_org() AND l.referral_id = :referral_id;

-- name: lock_referral :exec
-- param: id referral_id
-- audit: write referral.lock
INSERT INTO referral_lock (org_id, referral_id, ground) VALUES (scope_org(), :id, :ground);

-- name: unlock_referral :change
-- param: id referral_id
-- audit: write referral.unlock
DELETE FROM referral_lock WHERE org_id = scope_org() AND referral_id = :id;

-- name: keys_of_referral :many
SELECT k.who, k.moved_reason
FROM referral_key k
WHERE k.org_id = scope_org() AND k.referral_id = :referral_id
ORDER BY k.who;

-- name: give_referral_key :exec
-- param: id referral_id
-- param: who blob
-- audit: write referral.key
INSERT INTO referral_key (org_id, referral_id, who) VALUES (scope_org(), :id, :who);

-- name: drop_referral_keys :exec
-- param: id referral_id
-- audit: none — part of moving the lock, which is audited
DELETE FROM referral_key WHERE org_id = scope_org() AND referral_id = :id;

-- name: move_referral_key :exec
-- param: id referral_id
-- param: who blob
-- audit: write referral.lock_moved
INSERT INTO referral_key (org_id, referral_id, who, moved_reason)
VALUES (scope_org(), :id, :who, :moved_reason);

-- name: take_referral_key :change
-- The last key stays: without it nobody could take off the lock.
-- param: id referral_id
-- param: who blob
-- audit: write referral.key
DELETE FROM referral_key
WHERE org_id = scope_org() AND referral_id = :id AND who = :who
	AND EXISTS (SELECT 1 FROM referral_key k WHERE k.org_id = scope_org()
		AND k.referral_id = :id AND k.who <> :who);

-- name: drop_referral_openings :exec
-- param: now int
-- audit: none — their hour is over, and the opening was audited
DELETE FROM referral_opening WHERE org_id = scope_org() AND until_at <= :now;

-- name: open_referral :exec
-- param: id referral_id
-- param: who blob
-- param: until_at int
-- audit: write referral.override
INSERT INTO referral_opening (org_id, referral_id, who, until_at)
VALUES (scope_org(), :id, :who, :until_at)
ON CONFLICT (org_id, referral_id, who) DO UPDATE SET until_at = excluded.until_at;

-- name: add_referral_override :one
-- param: who blob
-- param: is_for_auditor bool
-- audit: none — the opening is audited in the same transaction
INSERT INTO referral_override (id, org_id, referral_id, who,
	reason, opened_month, is_for_auditor)
VALUES (random_id(), scope_org(), :referral_id, :who, :reason, :opened_month, :is_for_auditor)
RETURNING id;

-- name: overrides_of_referral :many
SELECT o.who, o.reason, o.opened_month
FROM referral_override o
WHERE o.org_id = scope_org() AND o.referral_id = :referral_id
ORDER BY o.opened_month DESC, o.id
LIMIT 50;

-- name: overrides_to_see :many
-- Of the referrals that somebody has a key to, what others did and no team lead has seen.
-- param: who blob
SELECT o.id, o.referral_id, c.slip_code, c.team_id, o.who, o.reason, o.opened_month
FROM referral_override o
JOIN referral c ON c.org_id = o.org_id AND c.id = o.referral_id
JOIN referral_key k ON k.org_id = o.org_id AND k.referral_id = o.referral_id
WHERE o.org_id = scope_org() AND c.org_id = scope_org() AND k.org_id = scope_org()
	AND k.who = :who AND o.who <> :who AND o.is_seen = 0
ORDER BY o.opened_month, c.slip_code, o.id
LIMIT 100;

-- name: see_override :change
-- param: id referral_override_id
-- param: who blob
-- audit: write referral.override_seen
UPDATE referral_override SET is_seen = 1
WHERE org_id = scope_org() AND id = :id AND is_seen = 0 AND who <> :who
	AND referral_id IN (SELECT k.referral_id FROM referral_key k
		WHERE k.org_id = scope_org() AND k.who = :who);

-- name: overrides_for_auditor :one
-- How many openings since a month no team lead was told of.
-- param: from_month month
SELECT count(*) AS n
FROM referral_override o
WHERE o.org_id = scope_org() AND o.is_for_auditor = 1 AND o.opened_month >= :from_month;
