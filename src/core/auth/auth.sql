-- name: session_of :one
-- tenant: none — before a place is chosen there is none; the token names the account.
SELECT s.account_id, s.place_org_id, s.place_team_id, s.opened_at, s.seen_at,
	s.is_locked, a.display_name, a.lang, a.is_password_handed
FROM session s
JOIN account a ON a.id = s.account_id
WHERE s.token_hash = :token_hash AND s.awaits_code = 0 AND a.is_disabled = 0;

-- name: session_open :exec
-- audit: none — session_open writes the log-in's own record.
INSERT INTO session (token_hash, account_id, place_org_id, place_team_id, opened_at, seen_at,
	awaits_code, is_locked)
VALUES (:token_hash, :account_id, :place_org_id, :place_team_id, :opened_at, :seen_at,
	:awaits_code, :is_locked);

-- name: session_touch :exec
-- audit: none — moves the idle limit only.
UPDATE session SET seen_at = :seen_at WHERE token_hash = :token_hash;

-- name: session_set_locked :exec
-- audit: none — it opens nothing that was not open before.
UPDATE session SET is_locked = :is_locked WHERE token_hash = :token_hash;

-- name: sessions_open :one
-- param: idle_limit int
-- param: age_limit int
SELECT count(*) AS n FROM session s
WHERE s.account_id = :account_id AND s.awaits_code = 0
	AND s.seen_at >= :idle_limit AND s.opened_at >= :age_limit;

-- name: session_close :exec
-- audit: none — leaving changes nothing but the session itself.
DELETE FROM session WHERE token_hash = :token_hash;

-- name: session_close_all :exec
-- audit: none — part of an audited change of the account.
DELETE FROM session WHERE account_id = :account_id;

-- name: session_drop_old :exec
-- audit: none — what is too old opens nothing any more.
-- param: idle_limit int
-- param: age_limit int
DELETE FROM session WHERE seen_at < :idle_limit OR opened_at < :age_limit;

-- name: session_count_old :one
-- param: age_limit int
SELECT count(*) AS n FROM session WHERE opened_at < :age_limit;

-- name: grants_of :many
-- tenant: none — a person's places lie in several parties; the account limits it.
-- Every role that the account holds today, by place.
-- param: today_on date
SELECT g.org_id, g.team_id, p.place_name, t.team_name, g.role
FROM role_grant g
JOIN place_name p ON p.place_id = g.org_id
LEFT JOIN team_name t ON t.named_team_id = g.team_id AND t.place_id = g.org_id
WHERE g.account_id = :account_id
	AND g.from_on <= :today_on AND (g.until_on IS NULL OR g.until_on >= :today_on)
ORDER BY p.place_name, g.org_id, t.team_name, g.team_id, g.role;

-- name: account_for_login :one
SELECT a.id, a.password_hash, a.is_disabled
FROM account a
WHERE a.login = :login;

-- name: account_of :one
SELECT a.id, a.login, a.display_name, a.password_hash, a.pin_hash, a.lang, a.is_disabled,
	a.is_password_handed, a.login_before_on, a.days_known
FROM account a
WHERE a.id = :id;

-- name: account_knows_days :change
-- audit: none — a person has read an introduction; it opens and closes nothing.
UPDATE account SET days_known = days_known | :days_known WHERE id = :id;

-- name: account_logged_in :exec
-- audit: none — session_open writes the log-in's own record.
-- param: today_on date
UPDATE account SET login_before_on = last_login_on, last_login_on = :today_on WHERE id = :id;

-- name: account_add :one
-- audit: write account.create
INSERT INTO account (id, login, display_name, password_hash, is_password_handed, pin_hash, lang,
	created_on)
VALUES (random_id(), :login, :display_name, :password_hash, :is_password_handed, :pin_hash,
	:lang, :created_on)
RETURNING id;

-- name: account_set_password :change
-- audit: write account.password
UPDATE account SET password_hash = :password_hash, is_password_handed = :is_password_handed
WHERE id = :id;

-- name: account_set_pin :change
-- audit: write account.pin
UPDATE account SET pin_hash = :pin_hash WHERE id = :id;

-- name: open_hashes :many
-- What an earlier release kept without a key.
-- cap: 100000
SELECT a.id, a.password_hash, a.pin_hash
FROM account a
WHERE substr(a.password_hash, 1, 1) = '$' OR substr(a.pin_hash, 1, 1) = '$';

-- name: set_hashes :exec
-- audit: none — the same password and PIN as before, now under a key
UPDATE account SET password_hash = :password_hash, pin_hash = :pin_hash WHERE id = :id;

-- name: account_set_lang :change
-- audit: write account.lang
UPDATE account SET lang = :lang WHERE id = :id;

-- name: account_reads :exec
-- audit: none — in which language its owner read the way in; it opens and closes nothing.
UPDATE account SET lang = :lang WHERE id = :id;

-- name: account_set_disabled :change
-- audit: write account.disable
UPDATE account SET is_disabled = :is_disabled WHERE id = :id;

-- name: grants_here :one
-- Those that hold today or later, or were asked for: who has left is no longer this place's to change.
-- param: today_on date
SELECT (SELECT count(*) FROM role_grant g
		WHERE g.org_id = scope_org() AND g.account_id = :account_id
			AND (g.until_on IS NULL OR g.until_on >= :today_on))
	+ (SELECT count(*) FROM approval p
		WHERE p.org_id = scope_org() AND p.account_id = :account_id AND p.state = 1
			AND p.expires_on >= :today_on) AS n;

-- name: grants_elsewhere :one
-- tenant: none — counts the roles in other places, so that their holder is left to them.
-- param: left_on date
-- param: today_on date
-- Those that hold, that were asked for, and that ended so lately that ending them can be undone:
-- whoever gets into the account gets them too.
SELECT (SELECT count(*) FROM role_grant g
		WHERE g.account_id = :account_id AND g.org_id <> :org_id
			AND (g.until_on IS NULL OR g.until_on >= :left_on))
	+ (SELECT count(*) FROM approval p
		WHERE p.account_id = :account_id AND p.org_id <> :org_id AND p.state = 1
			AND p.expires_on >= :today_on) AS n;

-- name: works_with :one
-- tenant: none — whether somebody works for an association or a party of it, and nothing of where
-- param: today_on date
-- column: n int
SELECT count(*) AS n FROM role_grant g
WHERE g.account_id = :account_id AND g.from_on <= :today_on
	AND (g.until_on IS NULL OR g.until_on >= :today_on)
	AND (g.org_id = :association_id OR EXISTS (SELECT 1 FROM team_info t
		WHERE t.org_id = g.org_id AND t.association_id = :association_id));

-- name: delay_of :one
SELECT d.tries, d.until_at FROM login_delay d WHERE d.who = :who;

-- name: delay_put :exec
-- audit: none — a refused log-in leaves its own record.
INSERT INTO login_delay (who, tries, until_at) VALUES (:who, :tries, :until_at)
ON CONFLICT (who) DO UPDATE SET tries = excluded.tries, until_at = excluded.until_at;

-- name: delay_forget :exec
-- audit: none — a log-in leaves its own record.
DELETE FROM login_delay WHERE who = :who;

-- name: delay_drop_old :exec
-- audit: none — what is old delays nobody any more.
-- param: limit_at int
DELETE FROM login_delay WHERE until_at < :limit_at;

-- name: totp_of :one
SELECT t.secret, t.is_trusted, t.last_step FROM totp t WHERE t.account_id = :account_id;

-- name: totp_begin :exec
-- audit: none — nothing is trusted before totp_confirm, which is audited.
INSERT INTO totp (account_id, secret) VALUES (:account_id, :secret)
ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret WHERE is_trusted = 0;

-- name: totp_confirm :change
-- audit: write account.second_step
-- param: id account_id
UPDATE totp SET is_trusted = 1, last_step = :last_step
WHERE account_id = :id AND is_trusted = 0;

-- name: totp_use :change
-- audit: none — the log-in it belongs to leaves its own record.
UPDATE totp SET last_step = :last_step
WHERE account_id = :account_id AND is_trusted = 1 AND last_step < :last_step;

-- name: totp_forget_steps :exec
-- audit: none — codes of those steps are wrong by now.
-- param: limit_step int
UPDATE totp SET last_step = 0 WHERE last_step > 0 AND last_step < :limit_step;

-- name: totp_end :change
-- audit: write account.second_step_off
-- param: id account_id
DELETE FROM totp WHERE account_id = :id;

-- name: recovery_add :exec
-- audit: none — part of turning the second step on.
INSERT INTO recovery_code (account_id, code_hash) VALUES (:account_id, :code_hash);

-- name: recovery_use :change
-- audit: none — the log-in it belongs to leaves its own record.
DELETE FROM recovery_code WHERE account_id = :account_id AND code_hash = :code_hash;

-- name: recovery_drop :exec
-- audit: none — part of turning the second step off.
DELETE FROM recovery_code WHERE account_id = :account_id;

-- name: recovery_left :one
SELECT count(*) AS n FROM recovery_code r WHERE r.account_id = :account_id;

-- name: waiting_of :one
SELECT s.account_id, s.opened_at, a.login
FROM session s
JOIN account a ON a.id = s.account_id
WHERE s.token_hash = :token_hash AND s.awaits_code = 1 AND a.is_disabled = 0;

-- name: link_put :exec
-- audit: write account.link
-- param: id account_id
INSERT INTO login_link (account_id, token_hash, kind, expires_at, place_org_id, made_by)
VALUES (:id, :token_hash, :kind, :expires_at, :place_org_id, :made_by)
ON CONFLICT (account_id) DO UPDATE SET token_hash = excluded.token_hash, kind = excluded.kind,
	expires_at = excluded.expires_at, place_org_id = excluded.place_org_id,
	made_by = excluded.made_by, is_used = 0;

-- name: link_withdraw :change
-- audit: write account.link_end
-- param: id account_id
DELETE FROM login_link WHERE account_id = :id AND is_used = 0;

-- name: link_drop :exec
-- audit: none — part of an audited change of the account.
DELETE FROM login_link WHERE account_id = :account_id;

-- name: link_drop_old :exec
-- audit: none — what is too old opens nothing any more.
-- param: limit_at int
DELETE FROM login_link WHERE expires_at < :limit_at;

-- name: link_of :one
SELECT l.kind, l.expires_at, l.made_by, l.is_used
FROM login_link l
WHERE l.account_id = :account_id;

-- name: link_find :one
SELECT l.account_id, l.kind, l.expires_at, l.place_org_id, l.made_by, a.login
FROM login_link l
JOIN account a ON a.id = l.account_id
WHERE l.token_hash = :token_hash AND l.is_used = 0 AND a.is_disabled = 0;

-- name: link_use :change
-- audit: none — link_use writes its own record.
UPDATE login_link SET is_used = 1 WHERE token_hash = :token_hash AND is_used = 0;

-- name: account_set_own_password :change
-- audit: none — whoever calls writes the record: nobody may be logged in, or have a place.
UPDATE account SET password_hash = :password_hash, is_password_handed = 0 WHERE id = :id;

-- name: notice_add :exec
-- audit: none — it tells of a change that leaves its own record.
INSERT INTO notice (id, account_id, kind, role, place_org_id, by_id, confirmed_by, made_on)
VALUES (random_id(), :account_id, :kind, :role, :place_org_id, :by_id, :confirmed_by, :made_on);

-- name: notice_list :many
-- Newest first.
SELECT n.id, n.kind, n.role, p.place_name, b.display_name AS by_name,
	c.display_name AS confirmed_name, n.made_on
FROM notice n
LEFT JOIN place_name p ON p.place_id = n.place_org_id
LEFT JOIN account b ON b.id = n.by_id
LEFT JOIN account c ON c.id = n.confirmed_by
WHERE n.account_id = :account_id
ORDER BY n.made_on DESC, n.kind, n.role, n.id
LIMIT 50;

-- name: notice_dismiss :change
-- audit: none — a message to oneself, read.
DELETE FROM notice WHERE id = :id AND account_id = :account_id;
