-- Changes of acute facts: proposed by one, accepted by another, kept for ever.

-- name: changes :many
-- Proposals about services that the place may see, newest first; p.* is what is proposed, b.* what it
-- changes, s.* what holds now.
-- param: is_waiting_only bool
SELECT p.id, p.service_id, p.base_version, p.account_id, p.proposed_on, p.checked_on, p.source,
	p.phone, p.phone_note, p.hours, p.same_day, p.is_acute,
	b.phone AS base_phone, b.phone_note AS base_phone_note, b.hours AS base_hours,
	b.same_day AS base_same_day, b.is_acute AS is_base_acute,
	s.phone AS now_phone, s.phone_note AS now_phone_note, s.hours AS now_hours,
	s.same_day AS now_same_day, s.is_acute AS is_now_acute, s.version,
	s.name, o.name AS organisation_name, s.owner_org_id AS owner_org_id, s.is_protected,
	d.verdict, d.made_version, d.account_id AS decided_by, d.decided_on
FROM service_proposal p
JOIN service_version b ON b.service_id = p.service_id AND b.version = p.base_version
JOIN service s ON s.id = p.service_id
JOIN organisation o ON o.id = s.organisation_id
LEFT JOIN service_decision d ON d.service_proposal_id = p.id
WHERE (s.owner_org_id = scope_org()
	OR s.owner_org_id IN (SELECT t.association_id FROM team_info t
	WHERE t.org_id = scope_org()))
	AND (:service_id = 0 OR p.service_id = :service_id)
	AND (:service_proposal_id = 0 OR p.id = :service_proposal_id)
	AND (:is_waiting_only = 0 OR d.verdict IS NULL)
ORDER BY p.proposed_on DESC, p.id;

-- name: versions :many
-- The acute facts of one service through time, newest first.
SELECT v.version, v.from_on, v.phone, v.phone_note, v.hours, v.same_day, v.is_acute
FROM service_version v
JOIN service s ON s.id = v.service_id
WHERE v.service_id = :service_id
	AND (s.owner_org_id = scope_org()
		OR s.owner_org_id IN (SELECT t.association_id FROM team_info t
		WHERE t.org_id = scope_org()))
ORDER BY v.version DESC;

-- name: waiting :one
-- How many proposals wait for the place as owner, and how many of them somebody else than one made.
-- param: account_id account_id
-- column: all_of_them int
-- column: of_others int
SELECT count(*) AS all_of_them,
	ifnull(sum(ifnull(p.account_id, 0) <> :account_id), 0) AS of_others
FROM service_proposal p
JOIN service s ON s.id = p.service_id
WHERE s.owner_org_id = scope_org()
	AND NOT EXISTS (SELECT 1 FROM service_decision d WHERE d.service_proposal_id = p.id);

-- name: waiting_by :one
-- How many proposals of one account wait, at whatever service.
SELECT count(*) AS n
FROM service_proposal p
WHERE p.account_id = :account_id
	AND NOT EXISTS (SELECT 1 FROM service_decision d WHERE d.service_proposal_id = p.id);

-- name: add_proposal :one
-- audit: write catalogue.propose
INSERT INTO service_proposal (id, owner_org_id, service_id, base_version, account_id,
	proposed_on, checked_on, source, phone, phone_note, hours, same_day, is_acute)
VALUES (random_id(), scope_org(), :service_id, :base_version, :account_id, :proposed_on,
	:checked_on, :source, :phone, :phone_note, :hours, :same_day, :is_acute)
RETURNING id;

-- name: accept :exec
-- audit: write catalogue.accept
-- param: id service_proposal_id
INSERT INTO service_decision (service_proposal_id, owner_org_id, verdict, made_version,
	account_id, decided_on)
VALUES (:id, scope_org(), 1, :made_version, :account_id, :decided_on);

-- name: decline :exec
-- audit: write catalogue.decline
-- param: id service_proposal_id
INSERT INTO service_decision (service_proposal_id, owner_org_id, verdict, made_version,
	account_id, decided_on)
VALUES (:id, scope_org(), 2, 0, :account_id, :decided_on);

-- name: withdraw :exec
-- audit: write catalogue.withdraw
-- param: id service_proposal_id
INSERT INTO service_decision (service_proposal_id, owner_org_id, verdict, made_version,
	account_id, decided_on)
VALUES (:id, scope_org(), 3, 0, :account_id, :decided_on);

-- name: set_facts :change
-- audit: none — catalogue.accept of the same transaction says so
UPDATE service SET phone = :phone, phone_note = :phone_note, hours = :hours,
	same_day = :same_day, is_acute = :is_acute, verified_on = :verified_on,
	said_wrong_on = NULL, modified_on = :modified_on, version = version + 1
WHERE owner_org_id = scope_org() AND id = :id AND version = :version;

-- name: add_version :exec
-- audit: none — catalogue.accept of the same transaction says so
INSERT INTO service_version (owner_org_id, service_id, version, from_on, phone, phone_note,
	hours, same_day, is_acute)
SELECT scope_org(), s.id, s.version, :from_on, s.phone, s.phone_note, s.hours, s.same_day,
	s.is_acute
FROM service s
WHERE s.owner_org_id = scope_org() AND s.id = :service_id;

-- name: begin_history :exec
-- The first version of every service that has none, in the order of the table (so the plus).
-- audit: none — the import of the same transaction says so
INSERT INTO service_version (owner_org_id, service_id, version, from_on, phone, phone_note,
	hours, same_day, is_acute)
SELECT scope_org(), s.id, s.version, :from_on, s.phone, s.phone_note, s.hours, s.same_day,
	s.is_acute
FROM service s
WHERE +s.owner_org_id = scope_org()
	AND NOT EXISTS (SELECT 1 FROM service_version v WHERE v.service_id = s.id)
ORDER BY s.id;
