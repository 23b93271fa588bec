-- The chains of the audit trail.

-- name: last :one
-- tenant: none — a chain is found by its place, the system's own included
-- param: org_id int
-- The newest link of a chain.
SELECT seq, mac FROM audit WHERE org_id = :org_id ORDER BY seq DESC LIMIT 1;

-- name: add :exec
-- tenant: none — a chain is found by its place, the system's own included
-- param: org_id int
-- audit: none — this is the audit row
INSERT INTO audit (org_id, seq, day, verb, sealed, mac)
VALUES (:org_id, :seq, :day, :verb, :sealed, :mac);

-- name: tails :many
-- tenant: none — a restore looks at every chain
-- The newest link of every chain.
SELECT a.org_id, a.seq, a.mac FROM audit a
WHERE a.seq = (SELECT max(b.seq) FROM audit b WHERE b.org_id = a.org_id);

-- name: walk :many
-- tenant: none — a verification walks every chain
-- param: org_id int
-- The rows after a given one, chain by chain.
SELECT org_id, seq, day, verb, sealed, mac FROM audit
WHERE (org_id, seq) > (:org_id, :seq)
ORDER BY org_id, seq LIMIT 2000;

-- name: chains :many
-- tenant: none — a purge looks at every chain
-- param: before_day int
-- column: through_seq int
-- For every chain the last row of its beginning that is older than a day; the newest row stays.
SELECT c.org_id,
	min(ifnull((SELECT min(a.seq) FROM audit a
			WHERE a.org_id = c.org_id AND a.day >= :before_day), c.newest) - 1,
		c.newest - 1) AS through_seq, c.oldest
FROM (SELECT org_id, max(seq) AS newest, min(seq) AS oldest FROM audit GROUP BY org_id) c;

-- name: row :one
-- tenant: none — a chain is found by its place, the system's own included
-- param: org_id int
SELECT day, mac FROM audit WHERE org_id = :org_id AND seq = :seq;

-- name: purge :exec
-- tenant: none — a chain is found by its place, the system's own included
-- param: org_id int
-- param: through_seq int
-- audit: none — the purge writes a line of its own in the chain
DELETE FROM audit WHERE org_id = :org_id AND seq <= :through_seq;

-- name: set_anchor :exec
-- tenant: none — a chain is found by its place, the system's own included
-- param: org_id int
-- audit: none — the purge writes a line of its own in the chain
INSERT INTO audit_anchor (org_id, seq, day, mac, seal)
VALUES (:org_id, :seq, :day, :mac, :seal)
ON CONFLICT (org_id) DO UPDATE SET seq = excluded.seq, day = excluded.day, mac = excluded.mac,
	seal = excluded.seal;

-- name: anchors :many
-- tenant: none — a verification walks every chain
-- cap: 100000
SELECT org_id, seq, day, mac, seal FROM audit_anchor ORDER BY org_id;

-- name: add_receipt :one
-- audit: none — the purge writes a line with its number in every chain
INSERT INTO purge_receipt (id, day, decision, body)
VALUES (:id, :day, :decision, :body)
RETURNING id;

-- name: trail :many
-- param: before int
-- param: from_day int
-- param: until_day int
-- The rows of the place before a given one, newest first.
SELECT seq, day, verb, sealed FROM audit
WHERE org_id = scope_org() AND seq < :before AND day BETWEEN :from_day AND :until_day
	AND (:verb = 0 OR verb = :verb)
ORDER BY seq DESC LIMIT 500;

-- name: trail_row :one
SELECT seq, day, verb, sealed FROM audit WHERE org_id = scope_org() AND seq = :seq;
