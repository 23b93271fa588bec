-- What goes when a closed card's time is over.  The purge writes one line for the whole place.

-- name: purge_old :one
-- param: now_month month
-- param: before_month month
-- How much there is of it.
SELECT count(*) AS cards,
	ifnull(sum((SELECT count(*) FROM due d
		WHERE d.org_id = scope_org() AND d.card_id = c.id)), 0) AS dues,
	ifnull(sum((SELECT count(*) FROM due d
		WHERE d.org_id = scope_org() AND d.card_id = c.id
			AND d.due_month > :now_month)), 0) AS dues_ahead,
	ifnull(sum((SELECT count(*) FROM screening s
		WHERE s.org_id = scope_org() AND s.card_id = c.id)), 0) AS occasions
FROM card c
WHERE c.org_id = scope_org() AND c.closed_month < :before_month;

-- name: purge_keep_sums :exec
-- param: before_month month
-- param: now_month month
-- audit: none — the purge writes one line for the place
-- Months are counted from year 0, so a remainder of 3, 6 or 12 finds the first month of a period.
INSERT INTO kept_coverage (org_id, intervention_id, team_id, sex, age_band, from_month, months,
	n_due, n_answered, n_asked)
SELECT scope_org(), p.intervention_id, p.team_id, p.sex, p.age_band, p.first_month, p.months,
	count(*), sum(p.answered), sum(p.asked)
FROM (
	SELECT c.id, c.intervention_id, c.team_id, c.sex, c.age_band, g.months,
		d.due_month - d.due_month % g.months AS first_month,
		max(d.outcome IN (1, 2)) AS answered, max(d.outcome = 1) AS asked
	FROM card c
	JOIN due d ON d.org_id = c.org_id AND d.card_id = c.id
	JOIN (SELECT 3 AS months UNION ALL SELECT 6 UNION ALL SELECT 12) g
	WHERE c.org_id = scope_org() AND d.org_id = scope_org()
		AND c.closed_month < :before_month AND d.due_month <= :now_month
	GROUP BY c.id, g.months, first_month
) p
WHERE true
GROUP BY p.intervention_id, p.team_id, p.sex, p.age_band, p.first_month, p.months
ON CONFLICT (org_id, intervention_id, team_id, sex, age_band, from_month, months)
DO UPDATE SET n_due = n_due + excluded.n_due,
	n_answered = n_answered + excluded.n_answered, n_asked = n_asked + excluded.n_asked;

-- name: purge_persons :exec
-- param: before_month month
-- audit: none — the purge writes one line for the place
UPDATE person_sum SET n_due = person_sum.n_due - p.n_due,
	n_answered = person_sum.n_answered - p.n_answered,
	n_asked = person_sum.n_asked - p.n_asked
FROM (
	SELECT q.intervention_id, q.months, q.from_month, q.team_id, q.sex, q.age_band,
		q.month, sum(q.n_due) AS n_due, sum(q.n_answered) AS n_answered,
		sum(q.n_asked) AS n_asked
	FROM person_part q
	JOIN card c ON c.org_id = q.org_id AND c.id = q.card_id
	WHERE q.org_id = scope_org() AND c.org_id = scope_org()
		AND c.closed_month < :before_month
	GROUP BY q.intervention_id, q.months, q.from_month, q.team_id, q.sex, q.age_band,
		q.month
) p
WHERE person_sum.org_id = scope_org()
	AND person_sum.intervention_id = p.intervention_id AND person_sum.months = p.months
	AND person_sum.from_month = p.from_month AND person_sum.team_id = p.team_id
	AND person_sum.sex = p.sex AND person_sum.age_band = p.age_band
	AND person_sum.month = p.month;

-- name: purge_loosen :exec
-- param: before_month month
-- audit: none — the purge writes one line for the place
-- The occasion stays as a number of its month, without the card and the language.
UPDATE screening SET card_id = NULL, due_id = NULL, lang = ''
WHERE org_id = scope_org() AND card_id IN (
	SELECT c.id FROM card c
	WHERE c.org_id = scope_org() AND c.closed_month < :before_month);

-- name: purge_dues :exec
-- param: before_month month
-- audit: none — the purge writes one line for the place
DELETE FROM due
WHERE org_id = scope_org() AND card_id IN (
	SELECT c.id FROM card c
	WHERE c.org_id = scope_org() AND c.closed_month < :before_month);

-- name: purge_cards :exec
-- param: before_month month
-- audit: none — the purge writes one line for the place
DELETE FROM card WHERE org_id = scope_org() AND closed_month < :before_month;

-- name: purge_old_postings :one
-- param: before_day int
SELECT count(*) AS n FROM posting WHERE day < :before_day;
