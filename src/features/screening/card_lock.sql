-- Locked cards: who has a key, who looked in.

-- name: card_by_code_locked :one
-- A card of the team by its code, locked or not: for whoever opens it with a reason.
SELECT c.id, c.code, c.team_id,
	EXISTS (SELECT 1 FROM card_lock l WHERE l.org_id = scope_org() AND l.card_id = c.id)
		AS is_locked
FROM card c
WHERE c.org_id = scope_org() AND c.code = :code AND ifnull(:team_id, 0) IN (0, c.team_id);

-- name: lock_of_card :one
SELECT l.card_id, l.ground
FROM card_lock l
WHERE l.org_id = scope_org() AND l.card_id = :card_id;

-- name: lock_card :exec
-- param: id card_id
-- audit: write card.lock
INSERT INTO card_lock (org_id, card_id, ground) VALUES (scope_org(), :id, :ground);

-- name: unlock_card :change
-- param: id card_id
-- audit: write card.unlock
DELETE FROM card_lock WHERE org_id = scope_org() AND card_id = :id;

-- name: keys_of_card :many
SELECT k.who, k.moved_reason
FROM card_key k
WHERE k.org_id = scope_org() AND k.card_id = :card_id
ORDER BY k.who;

-- name: give_card_key :exec
-- param: id card_id
-- param: who blob
-- audit: write card.key
INSERT INTO card_key (org_id, card_id, who) VALUES (scope_org(), :id, :who);

-- name: drop_card_keys :exec
-- param: id card_id
-- audit: none — part of moving the lock, which is audited
DELETE FROM card_key WHERE org_id = scope_org() AND card_id = :id;

-- name: move_card_key :exec
-- param: id card_id
-- param: who blob
-- audit: write card.lock_moved
INSERT INTO card_key (org_id, card_id, who, moved_reason)
VALUES (scope_org(), :id, :who, :moved_reason);

-- name: take_card_key :change
-- The last key stays: without it nobody could take off the lock.
-- param: id card_id
-- param: who blob
-- audit: write card.key
DELETE FROM card_key
WHERE org_id = scope_org() AND card_id = :id AND who = :who
	AND EXISTS (SELECT 1 FROM card_key k WHERE k.org_id = scope_org()
		AND k.card_id = :id AND k.who <> :who);

-- name: drop_card_openings :exec
-- param: now int
-- audit: none — their hour is over, and the opening was audited
DELETE FROM card_opening WHERE org_id = scope_org() AND until_at <= :now;

-- name: open_card :exec
-- param: id card_id
-- param: who blob
-- param: until_at int
-- audit: write card.override
INSERT INTO card_opening (org_id, card_id, who, until_at)
VALUES (scope_org(), :id, :who, :until_at)
ON CONFLICT (org_id, card_id, who) DO UPDATE SET until_at = excluded.until_at;

-- name: add_card_override :one
-- param: who blob
-- param: is_for_auditor bool
-- audit: none — the opening is audited in the same transaction
INSERT INTO card_override (id, org_id, card_id, who, reason, opened_month, is_for_auditor)
VALUES (random_id(), scope_org(), :card_id, :who, :reason, :opened_month, :is_for_auditor)
RETURNING id;

-- name: overrides_of_card :many
SELECT o.who, o.reason, o.opened_month
FROM card_override o
WHERE o.org_id = scope_org() AND o.card_id = :card_id
ORDER BY o.opened_month DESC, o.id
LIMIT 50;

-- name: overrides_to_see :many
-- Of the cards that somebody has a key to, what others did and no team lead has seen.
-- param: who blob
SELECT o.id, o.card_id, c.code, c.team_id, o.who, o.reason, o.opened_month
FROM card_override o
JOIN card c ON c.org_id = o.org_id AND c.id = o.card_id
JOIN card_key k ON k.org_id = o.org_id AND k.card_id = o.card_id
WHERE o.org_id = scope_org() AND c.org_id = scope_org() AND k.org_id = scope_org()
	AND k.who = :who AND o.who <> :who AND o.is_seen = 0
ORDER BY o.opened_month, c.code, o.id
LIMIT 100;

-- name: see_override :change
-- param: id card_override_id
-- param: who blob
-- audit: write card.override_seen
UPDATE card_override SET is_seen = 1
WHERE org_id = scope_org() AND id = :id AND is_seen = 0 AND who <> :who
	AND card_id IN (SELECT k.card_id FROM card_key k
		WHERE k.org_id = scope_org() AND k.who = :who);

-- name: overrides_for_auditor :one
-- How many openings since a month no team lead was told of.
-- param: from_month month
SELECT count(*) AS n
FROM card_override o
WHERE o.org_id = scope_org() AND o.is_for_auditor = 1 AND o.opened_month >= :from_month;
