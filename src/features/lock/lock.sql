-- name: colleagues :many
-- Caseworkers and team leads of a team and of the whole place, by name.
-- param: today_on date
-- param: team int
SELECT w.account_id, w.display_name, max(w.worker_role = 2) AS is_lead
FROM team_worker w
WHERE w.org_id = scope_org() AND ifnull(w.worker_team_id, :team) = :team
	AND w.from_on <= :today_on AND (w.until_on IS NULL OR w.until_on >= :today_on)
GROUP BY w.account_id, w.display_name
ORDER BY w.display_name, w.account_id;
