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
