-- Everything that reads or writes true counts for a release; only draw.c and store.c use it.

-- name: undrawn :many
-- param: level int
-- param: blocked int
-- param: through int
-- param: first_cut int
-- param: other_cut int
-- column: n int
-- cap: 8000000
-- What a level has not drawn yet of half-years after `blocked`, up to and with `through`.
SELECT c.association_id, c.half_year, c.cut, c.label, c.topic, c.answer,
	c.n - ifnull(d.n, 0) AS n
FROM counter_sum c
LEFT JOIN release_drawn d ON d.level = :level AND d.association_id = c.association_id
	AND d.half_year = c.half_year AND d.cut = c.cut AND d.label = c.label
	AND d.topic = c.topic AND d.answer = c.answer
WHERE c.half_year > :blocked AND c.half_year <= :through AND c.n <> ifnull(d.n, 0)
	AND (c.cut = :first_cut OR c.cut = :other_cut)
ORDER BY c.association_id, c.half_year, c.cut, c.label, c.topic, c.answer;

-- name: waiting :many
SELECT w.association_id, w.half_year, w.cut, w.n FROM slip_waiting w;

-- name: mark_drawn :exec
-- param: level int
-- param: blocked int
-- param: through int
-- param: first_cut int
-- param: other_cut int
-- audit: none — part of a release, which has a line
INSERT INTO release_drawn (level, association_id, half_year, cut, label, topic, answer, n)
SELECT :level, c.association_id, c.half_year, c.cut, c.label, c.topic, c.answer, c.n
FROM counter_sum c
WHERE c.half_year > :blocked AND c.half_year <= :through
	AND (c.cut = :first_cut OR c.cut = :other_cut)
ON CONFLICT (level, association_id, half_year, cut, label, topic, answer)
DO UPDATE SET n = excluded.n;

-- name: overdrawn :one
-- column: n int
-- Boxes of which a layer has drawn more ballots than were ever counted: there must be none.
SELECT count(*) AS n FROM (
	SELECT l.layer, l.association_id, l.half_year, l.cut, l.label, l.topic,
		sum(l.n) AS drawn,
		(SELECT c.n FROM counter_sum c WHERE c.association_id = l.association_id
			AND c.half_year = l.half_year AND c.cut = l.cut AND c.label = l.label
			AND c.topic = 0 AND c.answer = 0) AS counted
	FROM release_loss l
	WHERE l.cut > 0
	GROUP BY l.layer, l.association_id, l.half_year, l.cut, l.label, l.topic)
WHERE drawn > ifnull(counted, 0);

-- name: ended :many
-- tenant: none — an association's referrals are of all its parties, and only drawn sums leave
-- column: n int
-- cap: 1000000
-- How referrals ended, over all parties of an association.
SELECT e.association_id, e.closed_half, e.track, e.state, e.contact, e.n FROM referral_ended e;

-- name: redrawn :one
-- column: n int
-- Associations and half-years whose referrals a layer has drawn more than once: there must be none.
SELECT count(*) AS n FROM (
	SELECT l.layer, l.association_id, l.half_year FROM release_loss l
	WHERE l.topic = :topic
	GROUP BY l.layer, l.association_id, l.half_year
	HAVING count(*) > 1);

-- name: referral_drawn :one
-- column: through int
-- Up to and with which half-year a layer has drawn referrals; 0 = never.
SELECT ifnull(max(l.half_year), 0) AS through FROM release_loss l WHERE l.layer = :layer;

-- name: first_half :one
-- column: half int
SELECT ifnull(min(c.half_year), 0) AS half FROM counter_sum c WHERE c.topic = 0;
