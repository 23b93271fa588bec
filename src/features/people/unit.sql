-- Other names for interventions and teams, their end, and what was done to them.

-- name: intervention_rename :change
-- audit: write intervention.rename
UPDATE intervention SET name = :name WHERE org_id = scope_org() AND id = :id;

-- name: team_rename :change
-- audit: write team.rename
UPDATE team SET name = :name WHERE org_id = scope_org() AND id = :id;

-- name: intervention_close :change
-- audit: write intervention.close
UPDATE intervention SET closed_month = :closed_month
WHERE org_id = scope_org() AND id = :id AND closed_month IS NULL;

-- name: team_close :change
-- audit: write team.close
UPDATE team SET closed_month = :closed_month
WHERE org_id = scope_org() AND id = :id AND closed_month IS NULL;

-- name: intervention_open :change
-- audit: write intervention.open
UPDATE intervention SET closed_month = NULL
WHERE org_id = scope_org() AND id = :id AND closed_month IS NOT NULL;

-- name: team_open :change
-- audit: write team.open
UPDATE team SET closed_month = NULL
WHERE org_id = scope_org() AND id = :id AND closed_month IS NOT NULL;

-- name: unit_left :one
-- param: today_on date
-- What is still open in an intervention, or in one of its teams, and how many work there.
SELECT (SELECT ifnull(sum(c.n), 0) FROM open_card c
		WHERE c.org_id = scope_org() AND c.intervention_id = :intervention_id
			AND (:team_id = 0 OR c.team_id = :team_id)) AS cards,
	(SELECT ifnull(sum(r.n), 0) FROM open_referral r
		JOIN team t ON t.id = r.team_id
		WHERE r.org_id = scope_org() AND t.org_id = scope_org()
			AND t.intervention_id = :intervention_id
			AND (:team_id = 0 OR r.team_id = :team_id)) AS referrals,
	(SELECT count(*) FROM team_worker w
		JOIN team t ON t.id = w.worker_team_id
		WHERE w.org_id = scope_org() AND t.org_id = scope_org()
			AND t.intervention_id = :intervention_id
			AND (:team_id = 0 OR w.worker_team_id = :team_id)
			AND w.from_on <= :today_on
			AND (w.until_on IS NULL OR w.until_on >= :today_on)) AS roles;

-- name: unit_change_last :one
SELECT ifnull(max(c.nr), 0) AS nr FROM unit_change c WHERE c.org_id = scope_org();

-- name: unit_change_add :exec
-- audit: none — part of the change that it tells of, which is audited
INSERT INTO unit_change (org_id, nr, intervention_id, team_id, kind, done_on, by_id, was)
VALUES (scope_org(), :nr, :intervention_id, :team_id, :kind, :done_on, :by_id, :was);

-- name: unit_changes :many
-- cap: 200
-- Newest first; of one team, of one intervention with its teams, or of the place.
SELECT c.nr, c.intervention_id, c.team_id, i.name AS intervention_name, t.name AS team_name,
	c.kind, c.done_on, s.staff_name AS by_name, c.was
FROM unit_change c
JOIN intervention i ON i.org_id = c.org_id AND i.id = c.intervention_id
LEFT JOIN team t ON t.org_id = c.org_id AND t.id = c.team_id AND t.org_id = scope_org()
LEFT JOIN staff_name s ON s.staff_id = c.by_id
WHERE c.org_id = scope_org() AND i.org_id = scope_org()
	AND (:intervention_id = 0 OR c.intervention_id = :intervention_id)
	AND (:team_id = 0 OR c.team_id = :team_id)
ORDER BY c.nr DESC LIMIT 100;

-- name: unit_change_newest :one
-- The newest change of exactly what change `nr` was about.
SELECT c.nr, c.intervention_id, c.team_id, c.kind, c.done_on, c.was
FROM unit_change c
WHERE c.org_id = scope_org() AND EXISTS (SELECT 1 FROM unit_change k
	WHERE k.org_id = scope_org() AND k.nr = :nr AND k.intervention_id = c.intervention_id
		AND k.team_id IS c.team_id)
ORDER BY c.nr DESC LIMIT 1;

-- name: unit_changes_old :one
-- param: before_on date
SELECT count(*) AS n FROM unit_change c WHERE c.org_id = scope_org() AND c.done_on < :before_on;

-- name: unit_changes_forget :exec
-- param: before_on date
-- audit: none — the purge writes a line of its own
DELETE FROM unit_change WHERE org_id = scope_org() AND done_on < :before_on;
