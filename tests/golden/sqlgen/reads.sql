-- name: open_ones :many
-- The open visits of a team, oldest first.
-- cap: 50
SELECT v.id, v.code, v.visit_on, v.closed_month AS until_month, v.is_late, v.picture, t.name AS team_name,
	v.team_id, v.n
FROM visit v
LEFT JOIN team t ON t.org_id = scope_org() AND t.id = v.team_id
WHERE v.org_id = scope_org() AND (:team_id = 0 OR v.team_id = :team_id) AND v.n BETWEEN 1 AND 9
	AND v.visit_on < :before_on
ORDER BY v.visit_on, v.id;

-- name: totals :one
-- Three parts, each filtered for itself.
-- param: least int
WITH late AS (SELECT v.n FROM visit v WHERE v.org_id = scope_org() AND v.is_late = 1)
SELECT count(*) AS n, (SELECT count(*) FROM visit WHERE org_id = scope_org()) AS all_of_them,
	CASE WHEN EXISTS (SELECT 1 FROM team t WHERE t.org_id = scope_org()) THEN 1 ELSE 0 END AS has_team
FROM late WHERE late.n >= :least;

-- name: everything :many
-- column: body text
SELECT v.id AS visit_id, upper(v.code) AS body FROM visit v WHERE v.org_id = scope_org()
UNION ALL
SELECT i.secret_id, i.body FROM secret_info i WHERE i.org_id = scope_org();

-- name: notes :many
-- Catalogue data is read by every place.
SELECT o.body, c.total, 'it''s a :text; -- here' AS quote_len FROM note o CROSS JOIN secret_count c;

-- name: within :many
-- A view made of a view is filtered once.
SELECT w.inner_id FROM secret_within w WHERE w.org_id = scope_org();
