-- name: add :one
-- audit: write review.start
INSERT INTO review (id, org_id, account_id, made_on, from_on, until_on, sample_size)
VALUES (random_id(), scope_org(), :account_id, :made_on, :from_on, :until_on, :sample_size)
RETURNING id;

-- name: add_item :exec
-- audit: none — the review that it belongs to is audited
INSERT INTO review_item (org_id, review_id, seq, is_random, is_rule)
VALUES (scope_org(), :review_id, :seq, :is_random, :is_rule);

-- name: rows :many
-- The reviews of the place (0 = all of them), newest first, with what was found.
SELECT r.id, r.account_id, r.made_on, r.from_on, r.until_on, r.closed_on, r.sample_size,
	count(i.seq) AS n_items, count(CASE WHEN i.verdict = 1 THEN 1 END) AS n_in_order,
	count(CASE WHEN i.verdict = 2 THEN 1 END) AS n_ask,
	count(CASE WHEN i.verdict = 3 THEN 1 END) AS n_not_in_order
FROM review r
LEFT JOIN review_item i ON i.org_id = scope_org() AND i.review_id = r.id
WHERE r.org_id = scope_org() AND (:id = 0 OR r.id = :id)
GROUP BY r.id
ORDER BY r.made_on DESC, r.until_on DESC, r.id;

-- name: items :many
SELECT i.seq, i.is_random, i.is_rule, i.verdict
FROM review_item i
WHERE i.org_id = scope_org() AND i.review_id = :review_id
ORDER BY i.seq;

-- name: judge :change
-- Only in a review that is still open, and only by who made it.
-- audit: write review.verdict
-- param: id review_id
UPDATE review_item SET verdict = :verdict
WHERE org_id = scope_org() AND review_id = :id AND seq = :seq
	AND EXISTS (SELECT 1 FROM review r WHERE r.org_id = scope_org()
		AND r.id = :id AND r.account_id = :account_id AND r.closed_on IS NULL);

-- name: close :change
-- audit: write review.close
UPDATE review SET closed_on = :closed_on
WHERE org_id = scope_org() AND id = :id AND account_id = :account_id AND closed_on IS NULL
	AND NOT EXISTS (SELECT 1 FROM review_item i WHERE i.org_id = scope_org()
		AND i.review_id = :id AND i.verdict = 0);

-- name: last :one
SELECT max(r.closed_on) AS last_on FROM review r WHERE r.org_id = scope_org();

-- name: purge_count :one
-- param: before_on date
SELECT count(*) AS n FROM review r
WHERE r.org_id = scope_org() AND ifnull(r.closed_on, r.made_on) < :before_on;

-- name: purge_items :exec
-- param: before_on date
-- audit: none — the purge writes one line for the whole system
DELETE FROM review_item WHERE org_id = scope_org() AND review_id IN (
	SELECT r.id FROM review r
	WHERE r.org_id = scope_org() AND ifnull(r.closed_on, r.made_on) < :before_on);

-- name: purge :exec
-- param: before_on date
-- audit: none — the purge writes one line for the whole system
DELETE FROM review
WHERE org_id = scope_org() AND ifnull(closed_on, made_on) < :before_on;
