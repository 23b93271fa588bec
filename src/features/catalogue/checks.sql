-- Comparing the catalogue with the services themselves: what is due, who sees to it, how it was done.

-- name: due_count :one
-- Stale from the two days on, or said to be wrong by the service itself.
-- param: acute_on date
-- param: other_on date
-- column: n int
SELECT count(*) AS n
FROM service s
WHERE s.owner_org_id = scope_org() AND s.ended_on IS NULL
	AND (s.verified_on IS NULL
		OR (s.is_acute = 1 AND s.verified_on <= :acute_on)
		OR (s.is_acute = 0 AND s.verified_on <= :other_on)
		OR s.said_wrong_on IS NOT NULL);

-- name: due :many
-- The same: what waits for a change last, acute ones first, then those that the account looks after,
-- then the oldest.
-- param: acute_on date
-- param: other_on date
-- param: account_id account_id
-- param: size int
-- param: first int
SELECT s.id
FROM service s
WHERE s.owner_org_id = scope_org() AND s.ended_on IS NULL
	AND (s.verified_on IS NULL
		OR (s.is_acute = 1 AND s.verified_on <= :acute_on)
		OR (s.is_acute = 0 AND s.verified_on <= :other_on)
		OR s.said_wrong_on IS NOT NULL)
ORDER BY EXISTS (SELECT 1 FROM service_proposal w WHERE w.service_id = s.id
		AND NOT EXISTS (SELECT 1 FROM service_decision x
			WHERE x.service_proposal_id = w.id)),
	s.is_acute DESC, ifnull(s.keeper_account_id, 0) = :account_id DESC, s.verified_on, s.id
LIMIT :size OFFSET :first;

-- name: own_service :one
SELECT s.id, s.version, s.is_protected
FROM service s
WHERE s.owner_org_id = scope_org() AND s.id = :service_id;

-- name: standing :one
-- Who looks after a service that the place may see, how it was checked last, and what it answered.
-- param: service_id service_id
-- column: keeper_name text
-- column: checked_by text
-- column: how int
-- column: evidence text
-- column: answer int
-- column: until_on date
SELECT s.id, s.keeper_account_id, ifnull(k.staff_name, '') AS keeper_name, c.checked_on,
	ifnull(c.how, 0) AS how, ifnull(c.evidence, '') AS evidence,
	ifnull(b.staff_name, '') AS checked_by, ifnull(i.answer, 0) AS answer, i.until_on
FROM service s
LEFT JOIN staff_name k ON k.staff_id = s.keeper_account_id
LEFT JOIN service_check c ON c.id = (SELECT d.id FROM service_check d
	WHERE d.service_id = s.id ORDER BY d.n DESC LIMIT 1)
LEFT JOIN staff_name b ON b.staff_id = c.account_id
LEFT JOIN service_inquiry i ON i.service_id = s.id AND i.is_settled = 0
	AND i.version = s.version
WHERE (s.owner_org_id = scope_org()
	OR s.owner_org_id IN (SELECT t.association_id FROM team_info t
	WHERE t.org_id = scope_org()))
	AND s.id = :service_id;

-- name: set_verified :change
-- audit: write catalogue.verify
UPDATE service SET verified_on = :verified_on, said_wrong_on = NULL,
	modified_on = :verified_on
WHERE owner_org_id = scope_org() AND id = :id AND version = :version;

-- name: add_check :exec
-- audit: none — catalogue.verify of the same transaction says so
INSERT INTO service_check (id, owner_org_id, service_id, n, version, checked_on, how,
	account_id, evidence)
VALUES (random_id(), scope_org(), :service_id,
	(SELECT count(*) + 1 FROM service_check c WHERE c.service_id = :service_id), :version,
	:checked_on, :how, :account_id, :evidence);

-- name: forget_evidence :exec
-- An entry that becomes protected: what was written before was not looked at for an address.
-- audit: none — whoever calls records it: catalogue.details or catalogue.import
UPDATE service_check SET evidence = ''
WHERE owner_org_id = scope_org() AND service_id = :service_id AND evidence <> '';

-- name: set_keeper :change
-- audit: write catalogue.keeper
UPDATE service SET keeper_account_id = :keeper_account_id
WHERE owner_org_id = scope_org() AND id = :id;

-- name: settle :exec
-- audit: none — whoever calls records it: catalogue.verify or catalogue.ask
UPDATE service_inquiry SET is_settled = 1
WHERE owner_org_id = scope_org() AND service_id = :service_id AND is_settled = 0;

-- name: add_inquiry :one
-- audit: write catalogue.ask
INSERT INTO service_inquiry (id, owner_org_id, service_id, version, token_hash, account_id,
	asked_on, until_on)
VALUES (random_id(), scope_org(), :service_id, :version, :token_hash, :account_id, :asked_on,
	:until_on)
RETURNING id;

-- name: inquiry :one
-- Of whoever has the link: what the catalogue says of the service, if nobody has changed it since.
-- param: today_on date
SELECT i.id, i.owner_org_id, i.service_id, i.version, s.name, o.name AS organisation_name,
	s.phone, s.phone_note, s.hours, s.same_day, s.is_acute, s.entry_routes, s.requires,
	s.response_text, s.anonymous, s.ended_on, s.end_reason
FROM service_inquiry i
JOIN service s ON s.id = i.service_id AND s.version = i.version
JOIN organisation o ON o.id = s.organisation_id
WHERE i.token_hash = :token_hash AND i.answer = 0 AND i.is_settled = 0
	AND i.until_on >= :today_on;

-- name: set_answer :change
-- audit: write catalogue.answer
UPDATE service_inquiry SET answer = :answer, answered_on = :answered_on
WHERE owner_org_id = scope_org() AND id = :id AND answer = 0 AND is_settled = 0;

-- name: set_said_wrong :exec
-- audit: none — catalogue.answer of the same transaction says so
UPDATE service SET said_wrong_on = :said_wrong_on, modified_on = :said_wrong_on
WHERE owner_org_id = scope_org() AND id = :id;

-- name: add_helpline_check :exec
-- audit: write catalogue.helpline
INSERT INTO helpline_check (id, owner_org_id, helpline_code, n, phone, hours, is_right,
	checked_on, how, account_id, evidence)
VALUES (random_id(), scope_org(), :helpline_code, (SELECT count(*) + 1 FROM helpline_check c
	WHERE c.helpline_code = :helpline_code), :phone, :hours, :is_right, :checked_on, :how,
	:account_id, :evidence);

-- name: export_helpline_checks :many
-- cap: 100000
-- column: checked_by text
SELECT c.helpline_code, c.phone, c.hours, c.is_right, c.checked_on, c.how, c.evidence,
	ifnull(b.staff_name, '') AS checked_by
FROM helpline_check c
LEFT JOIN staff_name b ON b.staff_id = c.account_id
WHERE c.owner_org_id = scope_org()
ORDER BY c.helpline_code, c.n;

-- name: export_checks :many
-- cap: 100000
-- column: checked_by text
SELECT s.code, c.version, c.checked_on, c.how, c.evidence,
	ifnull(b.staff_name, '') AS checked_by
FROM service_check c
JOIN service s ON s.id = c.service_id
LEFT JOIN staff_name b ON b.staff_id = c.account_id
WHERE s.owner_org_id = scope_org()
ORDER BY s.code, c.n;
