-- Roles in a place, what was done to accounts, and what waits for a second person.

-- name: org_kind :one
SELECT p.kind FROM place_name p WHERE p.place_id = :org_id;

-- name: team_closed :one
-- The month in which a team of the place was closed, by itself or with its intervention.
SELECT t.closed_month FROM team_name t
WHERE t.named_team_id = :team_id AND t.place_id = scope_org();

-- name: grant_again :change
-- audit: write role.grant
UPDATE role_grant SET from_on = :from_on, until_on = :until_on
WHERE org_id = scope_org() AND account_id = :account_id AND role = :role
	AND team_id IS :team_id AND until_on < :from_on;

-- name: grant_add :one
-- audit: write role.grant
INSERT INTO role_grant (id, org_id, account_id, role, team_id, from_on, until_on)
VALUES (random_id(), scope_org(), :account_id, :role, :team_id, :from_on, :until_on)
RETURNING id;

-- name: grant_end :change
-- audit: write role.revoke
UPDATE role_grant SET until_on = :until_on
WHERE org_id = scope_org() AND account_id = :account_id AND role = :role
	AND team_id IS :team_id AND (until_on IS NULL OR until_on > :until_on);

-- name: grant_set_until :change
-- audit: write role.until
UPDATE role_grant SET until_on = :until_on
WHERE org_id = scope_org() AND account_id = :account_id AND role = :role
	AND team_id IS :team_id;

-- name: grant_held :one
-- param: today_on date
-- The role when it is held today.
SELECT g.until_on FROM role_grant g
WHERE g.org_id = scope_org() AND g.account_id = :account_id AND g.role = :role
	AND ifnull(g.team_id, 0) = :team_id
	AND g.from_on <= :today_on AND (g.until_on IS NULL OR g.until_on >= :today_on);

-- name: account_list :many
-- Who may do what in the place today, by name.
-- param: today_on date
SELECT a.id, a.login, a.display_name, g.role, g.team_id, t.team_name, g.until_on, a.is_disabled
FROM role_grant g
JOIN account a ON a.id = g.account_id
LEFT JOIN team_name t ON t.named_team_id = g.team_id AND t.place_id = g.org_id
WHERE g.org_id = scope_org()
	AND g.from_on <= :today_on AND (g.until_on IS NULL OR g.until_on >= :today_on)
ORDER BY a.display_name, a.login, a.id, g.role, t.team_name;

-- name: people_here :many
-- cap: 5000
-- Every account that holds or held a role here, or for which one was asked.
SELECT a.id, a.login, a.display_name, a.is_disabled, a.last_login_on
FROM account a
WHERE a.id IN (SELECT g.account_id FROM role_grant g WHERE g.org_id = scope_org())
	OR a.id IN (SELECT p.account_id FROM approval p WHERE p.org_id = scope_org())
ORDER BY a.display_name, a.login, a.id;

-- name: account_rename :change
-- audit: write account.rename
UPDATE account SET display_name = :display_name WHERE id = :id;

-- name: logged_in_on :one
-- The day of the account's newest log-in.
SELECT a.last_login_on FROM account a WHERE a.id = :account_id;

-- name: change_last :one
-- tenant: none — the number counts every change of the account
SELECT ifnull(max(c.nr), 0) AS nr FROM account_change c WHERE c.account_id = :account_id;

-- name: change_add :exec
-- audit: none — part of the change that it tells of, which is audited
INSERT INTO account_change (account_id, nr, org_id, kind, done_on, by_id, second_id, role,
	team_id, until_on, was_until_on, was)
VALUES (:account_id, :nr, scope_org(), :kind, :done_on, :by_id, :second_id, :role, :team_id,
	:until_on, :was_until_on, :was);

-- name: changes_of :many
-- tenant: none — the operator's changes (org_id 0) belong to no place; others are filtered by place
-- cap: 200
-- param: place_org_id org_id
-- What was done to an account here or by whoever runs Lotsa, newest first.
SELECT c.nr, c.org_id AS place, c.kind, c.done_on, b.display_name AS by_name,
	s.display_name AS second_name, c.role, c.team_id, t.team_name, c.until_on,
	c.was_until_on, c.was
FROM account_change c
LEFT JOIN account b ON b.id = c.by_id
LEFT JOIN account s ON s.id = c.second_id
LEFT JOIN team_name t ON t.named_team_id = c.team_id AND t.place_id = c.org_id
WHERE c.account_id = :account_id AND c.org_id IN (0, :place_org_id)
ORDER BY c.nr DESC LIMIT 100;

-- name: changes_since :one
-- tenant: none — a reset counts wherever it was made
-- param: kind_a int
-- param: kind_b int
-- param: since_on date
-- How often somebody did one of two things to the account; by whoever runs Lotsa apart.
SELECT count(*) AS n, count(c.by_id) AS n_by_people
FROM account_change c
WHERE c.account_id = :account_id AND c.kind IN (:kind_a, :kind_b) AND c.done_on >= :since_on;

-- name: changes_forget :exec
-- tenant: none — a purge reaches every place
-- param: before_on date
-- audit: none — the purge writes a line of its own
DELETE FROM account_change WHERE done_on < :before_on;

-- name: changes_old :one
-- tenant: none — a purge reaches every place
-- param: before_on date
SELECT count(*) AS n FROM account_change c WHERE c.done_on < :before_on;

-- name: approval_add :one
-- audit: write approval.ask
INSERT INTO approval (id, org_id, account_id, kind, role, team_id, until_on, asked_by_id,
	asked_on, expires_on)
VALUES (random_id(), scope_org(), :account_id, :kind, :role, :team_id, :until_on, :asked_by_id,
	:asked_on, :expires_on)
RETURNING id;

-- name: approval_waits :one
-- param: today_on date
-- param: kind int
SELECT count(*) AS n FROM approval p
WHERE p.org_id = scope_org() AND p.account_id = :account_id AND p.kind = :kind
	AND p.role = :role AND ifnull(p.team_id, 0) = :team_id AND p.state = 1
	AND p.expires_on >= :today_on;

-- name: approvals :many
-- cap: 2000
-- Those of the place, newest first; those that are long over are left out.
-- param: since_on date
SELECT p.id, p.account_id, a.login, a.display_name, p.kind, p.role, p.team_id, t.team_name,
	p.until_on, p.asked_by_id, b.display_name AS asked_by_name, p.asked_on, p.expires_on,
	p.state, d.display_name AS decided_by_name, p.decided_on
FROM approval p
JOIN account a ON a.id = p.account_id
JOIN account b ON b.id = p.asked_by_id
LEFT JOIN account d ON d.id = p.decided_by_id
LEFT JOIN team_name t ON t.named_team_id = p.team_id AND t.place_id = p.org_id
WHERE p.org_id = scope_org() AND p.asked_on >= :since_on
ORDER BY p.asked_on DESC, a.display_name, p.id LIMIT 2000;

-- name: approval_confirm :change
-- audit: write approval.confirm
-- param: today_on date
UPDATE approval SET state = 2, decided_by_id = :decided_by_id, decided_on = :today_on
WHERE org_id = scope_org() AND id = :id AND state = 1 AND expires_on >= :today_on;

-- name: approval_refuse :change
-- audit: write approval.refuse
-- param: today_on date
UPDATE approval SET state = 3, decided_by_id = :decided_by_id, decided_on = :today_on
WHERE org_id = scope_org() AND id = :id AND state = 1 AND expires_on >= :today_on;

-- name: approval_withdraw :change
-- audit: write approval.withdraw
-- param: today_on date
UPDATE approval SET state = 4, decided_by_id = :decided_by_id, decided_on = :today_on
WHERE org_id = scope_org() AND id = :id AND state = 1;

-- name: approval_resets :one
-- param: since_on date
-- Confirmed resets of both of an account.
SELECT count(*) AS n FROM approval p
WHERE p.org_id = scope_org() AND p.account_id = :account_id AND p.kind = 2 AND p.state = 2
	AND p.decided_on >= :since_on;

-- name: approval_deciders :one
-- param: today_on date
-- param: not_id account_id
-- param: nor_id account_id
-- Team leads of the place who could decide: neither who asks nor whom it is about.
SELECT count(DISTINCT g.account_id) AS n
FROM role_grant g
JOIN account a ON a.id = g.account_id
WHERE g.org_id = scope_org() AND g.role = 2 AND a.is_disabled = 0
	AND g.from_on <= :today_on AND (g.until_on IS NULL OR g.until_on >= :today_on)
	AND g.account_id <> :not_id AND g.account_id <> :nor_id;

-- name: approvals_old :one
-- tenant: none — a purge reaches every place
-- param: before_on date
SELECT count(*) AS n FROM approval p WHERE p.asked_on < :before_on;

-- name: approvals_forget :exec
-- tenant: none — a purge reaches every place
-- param: before_on date
-- audit: none — the purge writes a line of its own
DELETE FROM approval WHERE asked_on < :before_on;
