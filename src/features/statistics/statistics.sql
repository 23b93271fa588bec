-- name: persons :many
-- Persons due in a period by one cut: 0 all, 1 sex, 2 age band, 3 quarter, 4 intervention, 5 team,
-- 6 association.  A person with two due dates in the period is one person.
-- param: cut int
-- param: from_month month
-- param: through_month month
SELECT CASE :cut WHEN 1 THEN p.sex WHEN 2 THEN p.age_band WHEN 3 THEN p.due_month / 3
	WHEN 4 THEN p.intervention_id WHEN 5 THEN p.team_id WHEN 6 THEN p.association_id
	ELSE 0 END AS cell_key,
	count(DISTINCT p.card_id) AS due,
	count(DISTINCT CASE WHEN p.outcome IN (1, 2) THEN p.card_id END) AS answered,
	count(DISTINCT CASE WHEN p.outcome = 1 THEN p.card_id END) AS asked
FROM coverage_due p
WHERE p.org_id = scope_org() AND (:team_id IS NULL OR p.team_id = :team_id)
	AND p.due_month BETWEEN :from_month AND :through_month
GROUP BY cell_key
ORDER BY cell_key;

-- name: counts_only_asked :many
-- The same for interventions without cards, where each occasion is taken for one person.
-- param: cut int
-- param: from_month month
-- param: through_month month
SELECT CASE :cut WHEN 1 THEN o.sex WHEN 2 THEN o.age_band WHEN 3 THEN o.asked_month / 3
	WHEN 4 THEN o.intervention_id WHEN 5 THEN o.team_id WHEN 6 THEN o.association_id
	ELSE 0 END AS cell_key,
	count(*) AS answered,
	sum(o.outcome = 1) AS asked
FROM coverage_occasion o
WHERE o.org_id = scope_org() AND (:team_id IS NULL OR o.team_id = :team_id)
	AND o.uses_cards = 0 AND o.outcome IN (1, 2)
	AND o.asked_month BETWEEN :from_month AND :through_month
GROUP BY cell_key
ORDER BY cell_key;

-- name: counts_only_due :many
-- Typed denominators; they know sex and quarter but neither age band nor team.
-- param: cut int
-- param: from_quarter int
-- param: through_quarter int
SELECT CASE :cut WHEN 1 THEN d.sex WHEN 3 THEN d.quarter WHEN 4 THEN d.intervention_id
	WHEN 6 THEN d.association_id ELSE 0 END AS cell_key,
	sum(d.n) AS due
FROM coverage_denominator d
WHERE d.org_id = scope_org()
	AND (:team_id IS NULL OR d.intervention_id IN (
		SELECT ti.intervention_id FROM team_info ti
		WHERE ti.org_id = scope_org() AND ti.team_id = :team_id))
	AND d.quarter BETWEEN :from_quarter AND :through_quarter
GROUP BY cell_key
ORDER BY cell_key;

-- name: occasions :many
-- Occasions by outcome (reason 0) or, for what was not asked, by reason.
-- param: is_by_reason bool
-- param: from_month month
-- param: through_month month
SELECT CASE WHEN :is_by_reason THEN o.reason ELSE o.outcome END AS cell_key, count(*) AS n
FROM coverage_occasion o
WHERE o.org_id = scope_org() AND (:team_id IS NULL OR o.team_id = :team_id)
	AND o.asked_month BETWEEN :from_month AND :through_month
	AND (NOT :is_by_reason OR o.outcome IN (3, 4))
GROUP BY cell_key
ORDER BY cell_key;

-- name: units :many
-- column: unit_key int
-- column: unit_name text
-- param: cut int
SELECT u.unit_key, u.unit_name
FROM unit_name u
WHERE u.org_id = scope_org() AND u.cut = :cut
ORDER BY u.unit_name;
