-- Everything that reads or writes true counts for a release; only draw.c and store.c use it.

-- name: undrawn_boxes :many
-- param: level int
-- param: blocked int
-- param: through int
-- param: first_cut int
-- param: other_cut int
-- column: n int
-- column: is_new bool
-- cap: 1000000
-- Boxes of which a level has not drawn every ballot, of half-years after `blocked`, up to and with
-- `through`, how many it has not, and whether it has drawn none.
SELECT c.association_id, c.half_year, c.cut, c.label, c.n - ifnull(d.n, 0) AS n,
	d.n IS NULL AS is_new
FROM counter_sum c
LEFT JOIN release_drawn d ON d.level = :level AND d.association_id = c.association_id
	AND d.half_year = c.half_year AND d.cut = c.cut AND d.label = c.label
	AND d.topic = c.topic AND d.answer = c.answer
WHERE c.half_year > :blocked AND c.half_year <= :through AND c.topic = 0 AND c.answer = 0
	AND (c.cut = :first_cut OR c.cut = :other_cut) AND c.n <> ifnull(d.n, 0)
ORDER BY c.association_id, c.half_year, c.cut, c.label;

-- name: undrawn :many
-- param: level int
-- column: n int
-- What of one of those boxes a level has not drawn.
SELECT c.topic, c.answer, c.n - ifnull(d.n, 0) AS n
FROM counter_sum c
LEFT JOIN release_drawn d ON d.level = :level AND d.association_id = c.association_id
	AND d.half_year = c.half_year AND d.cut = c.cut AND d.label = c.label
	AND d.topic = c.topic AND d.answer = c.answer
WHERE c.association_id = :association_id AND c.half_year = :half_year AND c.cut = :cut
	AND c.label = :label AND c.n <> ifnull(d.n, 0);

-- name: new_box :many
-- The same of a box of which the level has drawn nothing.
SELECT c.topic, c.answer, c.n FROM counter_sum c
WHERE c.association_id = :association_id AND c.half_year = :half_year AND c.cut = :cut
	AND c.label = :label;

-- name: waiting :many
SELECT w.association_id, w.half_year, w.cut, w.n FROM slip_waiting w;

-- name: experience_collected :one
-- param: from_half int
-- param: to_half int
-- column: n int
SELECT count(*) AS n FROM experience_collected e
WHERE e.association_id = :association_id AND e.half_year >= :from_half
	AND e.half_year < :to_half;

-- name: mark_drawn :exec
-- audit: none — part of a release, which has a line
INSERT INTO release_drawn (level, association_id, half_year, cut, label, topic, answer, n)
SELECT :level, c.association_id, c.half_year, c.cut, c.label, c.topic, c.answer, c.n
FROM counter_sum c
WHERE c.association_id = :association_id AND c.half_year = :half_year AND c.cut = :cut
	AND c.label = :label
ON CONFLICT (level, association_id, half_year, cut, label, topic, answer)
DO UPDATE SET n = excluded.n;

-- name: mark_new :exec
-- audit: none — part of a release, which has a line
-- The same of a box of which the level has drawn nothing: no row has to be looked for.
INSERT INTO release_drawn (level, association_id, half_year, cut, label, topic, answer, n)
SELECT :level, c.association_id, c.half_year, c.cut, c.label, c.topic, c.answer, c.n
FROM counter_sum c
WHERE c.association_id = :association_id AND c.half_year = :half_year AND c.cut = :cut
	AND c.label = :label;

-- name: overdrawn :one
-- column: n int
-- Boxes of which a layer has drawn more ballots than were ever counted: there must be none among the
-- half-years of the release, and of all others earlier releases have seen to it.
SELECT count(*) AS n FROM (
	SELECT 1 FROM release_loss l
	WHERE l.cut > 0 AND l.half_year IN (SELECT DISTINCT o.half_year FROM release_loss o
		WHERE o.release_id = :release_id)
	GROUP BY l.half_year, l.association_id, l.topic, l.layer, l.cut, l.label
	HAVING sum(l.n) > ifnull((SELECT c.n FROM counter_sum c
		WHERE c.association_id = l.association_id AND c.half_year = l.half_year
			AND c.cut = l.cut AND c.label = l.label AND c.topic = 0
			AND c.answer = 0), 0));

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
	WHERE l.cut = 0 AND l.topic = :topic AND l.half_year IN (SELECT o.half_year
		FROM release_loss o WHERE o.release_id = :release_id)
	GROUP BY l.layer, l.association_id, l.half_year
	HAVING count(*) > 1);

-- name: referral_drawn :many
-- column: through int
-- Up to and with which half-year each layer has drawn referrals; layers that never have are not there.
SELECT l.layer, max(l.half_year) AS through FROM release_loss l
WHERE l.cut = 0 AND l.topic = :topic
GROUP BY l.layer;

-- name: first_half :one
-- column: half int
SELECT ifnull(min(c.half_year), 0) AS half FROM counter_sum c
WHERE c.topic = 0 AND c.answer = 0;
