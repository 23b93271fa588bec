-- name: persons :many
-- Persons due in a period.  A person with two due dates in it is one person.
-- param: from_month month
-- param: through_month month
SELECT q.sex, q.age_band, q.intervention_id, q.team_id, q.association_id,
	count(*) AS due, sum(q.answered) AS answered, sum(q.asked) AS asked
FROM (
	SELECT p.card_id, p.sex, p.age_band, p.intervention_id, p.team_id, p.association_id,
		max(p.outcome IN (1, 2)) AS answered, max(p.outcome = 1) AS asked
	FROM coverage_due p
	WHERE p.org_id = scope_org() AND ifnull(:team_id, 0) IN (0, p.team_id)
		AND p.due_month BETWEEN :from_month AND :through_month
	GROUP BY p.card_id
) q
GROUP BY q.sex, q.age_band, q.intervention_id, q.team_id, q.association_id;

-- name: persons_by_quarter :many
-- The same person counts once in each quarter: these do not add up to the year.
-- param: from_month month
-- param: through_month month
SELECT q.quarter, count(*) AS due, sum(q.answered) AS answered, sum(q.asked) AS asked
FROM (
	SELECT p.card_id, p.due_month / 3 AS quarter,
		max(p.outcome IN (1, 2)) AS answered, max(p.outcome = 1) AS asked
	FROM coverage_due p
	WHERE p.org_id = scope_org() AND ifnull(:team_id, 0) IN (0, p.team_id)
		AND p.due_month BETWEEN :from_month AND :through_month
	GROUP BY p.card_id, quarter
) q
GROUP BY q.quarter;

-- name: kept_persons :many
-- Persons of purged cards in a period of 3, 6 or 12 months, and in each quarter within it.
-- param: from_month month
-- param: to_month month
-- param: months int
SELECT k.from_month, k.months, k.sex, k.age_band, k.intervention_id, k.team_id,
	k.association_id, k.n_due, k.n_answered, k.n_asked
FROM coverage_kept k
WHERE k.org_id = scope_org() AND ifnull(:team_id, 0) IN (0, k.team_id)
	AND k.from_month BETWEEN :from_month AND :to_month AND k.months IN (3, :months);

-- name: occasions :many
-- Occasions, for the figures of their own and for interventions without cards.
-- param: from_month month
-- param: through_month month
SELECT o.uses_cards, o.sex, o.intervention_id, o.association_id, o.asked_month / 3 AS quarter,
	o.outcome, o.reason, sum(o.n) AS n
FROM coverage_occasion o
WHERE o.org_id = scope_org() AND ifnull(:team_id, 0) IN (0, o.team_id)
	AND o.asked_month BETWEEN :from_month AND :through_month
GROUP BY o.uses_cards, o.sex, o.intervention_id, o.association_id, o.asked_month / 3, o.outcome,
	o.reason;

-- name: denominators :many
-- Typed denominators; they know sex and quarter but neither age band nor team.
-- param: from_quarter int
-- param: through_quarter int
SELECT d.sex, d.intervention_id, d.association_id, d.quarter, d.n AS due
FROM coverage_denominator d
WHERE d.org_id = scope_org()
	AND (ifnull(:team_id, 0) = 0 OR d.intervention_id IN (
		SELECT ti.intervention_id FROM team_info ti
		WHERE ti.org_id = scope_org() AND ti.team_id = :team_id))
	AND d.quarter BETWEEN :from_quarter AND :through_quarter;

-- name: units :many
-- column: unit_key int
-- column: unit_name text
SELECT u.cut, u.unit_key, u.unit_name
FROM unit_name u
WHERE u.org_id = scope_org()
ORDER BY u.cut, u.unit_name;
