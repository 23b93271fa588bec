-- name: persons :many
-- cap: 200000
-- Persons in a period of 3, 6 or 12 months that begins with a month.  One who is due twice in it is one.
-- param: from_month month
-- param: through_month month
-- param: months int
SELECT p.sex, p.age_band, p.intervention_id, p.team_id, p.association_id, sum(p.n_due) AS due,
	sum(p.n_answered) AS answered, sum(p.n_asked) AS asked
FROM coverage_person p
WHERE p.org_id = scope_org() AND ifnull(:team_id, 0) IN (0, p.team_id)
	AND p.months = :months AND p.from_month = :from_month AND p.month <= :through_month
GROUP BY p.team_id, p.sex, p.age_band, p.intervention_id, p.association_id;

-- name: persons_by_quarter :many
-- cap: 200000
-- The same person counts once in each quarter: these do not add up to the year.
-- param: from_month month
-- param: through_month month
SELECT p.from_month / 3 AS quarter, sum(p.n_due) AS due, sum(p.n_answered) AS answered,
	sum(p.n_asked) AS asked
FROM coverage_person p
WHERE p.org_id = scope_org() AND ifnull(:team_id, 0) IN (0, p.team_id)
	AND p.months = 3 AND p.from_month BETWEEN :from_month AND :through_month
	AND p.month <= :through_month
GROUP BY p.from_month;

-- name: all_persons :one
-- param: from_month month
-- param: through_month month
-- param: months int
SELECT ifnull(sum(p.n_due), 0) AS due, ifnull(sum(p.n_answered), 0) AS answered,
	ifnull(sum(p.n_asked), 0) AS asked
FROM coverage_person p
WHERE p.org_id = scope_org() AND ifnull(:team_id, 0) IN (0, p.team_id)
	AND p.months = :months AND p.from_month = :from_month AND p.month <= :through_month;

-- name: all_counted :one
-- Occasions of interventions without cards, each taken for a person: outcome 1 asked, 2 declined.
-- param: from_month month
-- param: through_month month
SELECT ifnull(sum(o.n), 0) AS answered, ifnull(sum(o.n * (o.outcome = 1)), 0) AS asked
FROM coverage_occasion o
WHERE o.org_id = scope_org() AND ifnull(:team_id, 0) IN (0, o.team_id)
	AND o.uses_cards = 0 AND o.outcome IN (1, 2)
	AND o.asked_month BETWEEN :from_month AND :through_month;

-- name: occasions :many
-- cap: 200000
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
-- cap: 200000
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
