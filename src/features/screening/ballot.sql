-- Ledger 2: slips in their boxes, and the counters.  A slip has no line in the audit trail of its
-- own; its screening has one, and the count is audited as a job.

-- name: ballot_neighbours :many
-- column: slip blob
-- column: sealed blob
-- The slips nearest to a new one in its box, on either side.
SELECT slip, sealed FROM (
	SELECT b.slip, b.sealed FROM ballot b
	WHERE b.association_id = :association_id AND b.half_year = :half_year AND b.cut = :cut
		AND b.label = :label AND b.slip > :slip
	ORDER BY b.slip LIMIT 4)
UNION ALL
SELECT slip, sealed FROM (
	SELECT b.slip, b.sealed FROM ballot b
	WHERE b.association_id = :association_id AND b.half_year = :half_year AND b.cut = :cut
		AND b.label = :label AND b.slip < :slip
	ORDER BY b.slip DESC LIMIT 4);

-- name: ballot_put :exec
-- audit: none — the screening in the same transaction is audited; a slip must not be
INSERT INTO ballot (association_id, half_year, cut, label, slip, sealed)
VALUES (:association_id, :half_year, :cut, :label, :slip, :sealed);

-- name: ballot_lift :exec
-- param: lowest blob
-- param: highest blob
-- audit: none — what is lifted out is put back in the same transaction
DELETE FROM ballot
WHERE association_id = :association_id AND half_year = :half_year AND cut = :cut
	AND label = :label AND slip BETWEEN :lowest AND :highest;

-- name: ballot_boxes :many
-- Every box with what lies in it.
SELECT association_id, half_year, cut, label, count(*) AS n FROM ballot
GROUP BY association_id, half_year, cut, label
ORDER BY association_id, half_year, cut, label;

-- name: ballot_box_slips :many
-- cap: 1000000
SELECT slip, sealed FROM ballot
WHERE association_id = :association_id AND half_year = :half_year AND cut = :cut
	AND label = :label
ORDER BY slip;

-- name: ballot_empty_box :exec
-- audit: none — the count writes one line for the whole box
DELETE FROM ballot
WHERE association_id = :association_id AND half_year = :half_year AND cut = :cut
	AND label = :label;

-- name: ballot_count_up :exec
-- audit: none — the count writes one line for the whole box
INSERT INTO counter (association_id, half_year, cut, label, topic, answer, n)
VALUES (:association_id, :half_year, :cut, :label, :topic, :answer, :n)
ON CONFLICT (association_id, half_year, cut, label, topic, answer)
DO UPDATE SET n = n + excluded.n;

-- name: ballot_note_experience :exec
-- audit: none — the screening whose form had the question is audited in the same transaction
INSERT INTO experience_asked (association_id, half_year) VALUES (:association_id, :half_year)
ON CONFLICT (association_id, half_year) DO NOTHING;

-- name: ballot_forget_postings :exec
-- param: before_day int
-- audit: none — a posting has no user and no reference; the count writes one line
DELETE FROM posting WHERE day < :before_day;

-- name: ballot_waiting_slips :many
-- cap: 10000000
SELECT sealed FROM ballot;
