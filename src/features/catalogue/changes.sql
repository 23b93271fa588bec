-- Changes of facts: proposed by one, accepted by an editor, kept for ever.

-- name: changes :many
-- Proposals about services that the place may see, and of new ones, newest first; p.* is what is proposed,
-- b.* what it changes, s.* what holds now.
-- param: service_id service_id
-- column: service_id service_id
-- column: version int
-- param: is_waiting_only bool
-- column: base_is_acute bool
-- column: now_is_acute bool
SELECT p.id, s.id AS service_id, p.base_version, p.account_id, p.proposed_on, p.checked_on,
	p.source,
	p.phone, p.phone_note, p.hours, p.same_day, p.is_acute, p.entry_routes, p.requires,
	p.response_text, p.anonymous, p.ended_on, p.end_reason, p.name, p.tracks,
	p.target_groups, p.age_from, p.age_to, p.languages, p.note,
	b.phone AS base_phone, b.phone_note AS base_phone_note, b.hours AS base_hours,
	b.same_day AS base_same_day, b.is_acute AS base_is_acute,
	b.entry_routes AS base_entry_routes, b.requires AS base_requires,
	b.response_text AS base_response_text, b.anonymous AS base_anonymous,
	b.ended_on AS base_ended_on, b.end_reason AS base_end_reason, b.name AS base_name,
	b.tracks AS base_tracks, b.target_groups AS base_target_groups,
	b.age_from AS base_age_from, b.age_to AS base_age_to, b.languages AS base_languages,
	b.note AS base_note,
	s.phone AS now_phone, s.phone_note AS now_phone_note, s.hours AS now_hours,
	s.same_day AS now_same_day, s.is_acute AS now_is_acute,
	s.entry_routes AS now_entry_routes, s.requires AS now_requires,
	s.response_text AS now_response_text, s.anonymous AS now_anonymous,
	s.ended_on AS now_ended_on, s.end_reason AS now_end_reason, s.name AS now_name,
	s.tracks AS now_tracks, s.target_groups AS now_target_groups,
	s.age_from AS now_age_from, s.age_to AS now_age_to, s.languages AS now_languages,
	s.note AS now_note,
	ifnull(s.version, 1) AS version, o.name AS organisation_name, p.organisation_id,
	o.owner_org_id AS owner_org_id, s.is_protected,
	d.verdict, d.made_version, d.account_id AS decided_by, d.decided_on
FROM service_proposal p
LEFT JOIN service_decision d ON d.service_proposal_id = p.id
LEFT JOIN service_version b ON b.service_id = p.service_id AND b.version = p.base_version
LEFT JOIN service s ON s.id = ifnull(p.service_id, d.made_service_id)
JOIN organisation o ON o.id = ifnull(s.organisation_id, p.organisation_id)
WHERE (o.owner_org_id = scope_org()
	OR o.owner_org_id IN (SELECT t.association_id FROM team_info t
	WHERE t.org_id = scope_org()))
	AND (:service_id = 0 OR s.id = :service_id)
	AND (:service_proposal_id = 0 OR p.id = :service_proposal_id)
	AND (:is_waiting_only = 0 OR d.verdict IS NULL)
ORDER BY p.proposed_on DESC, p.id;

-- name: versions :many
-- The facts of one service through time, newest first.
SELECT v.version, v.from_on, v.import_file, v.import_row,
	v.phone, v.phone_note, v.hours, v.same_day, v.is_acute, v.entry_routes, v.requires,
	v.response_text, v.anonymous, v.ended_on, v.end_reason, v.name, v.tracks,
	v.target_groups, v.age_from, v.age_to, v.languages, v.note
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
LEFT JOIN service s ON s.id = p.service_id
JOIN organisation o ON o.id = ifnull(s.organisation_id, p.organisation_id)
WHERE o.owner_org_id = scope_org()
	AND NOT EXISTS (SELECT 1 FROM service_decision d WHERE d.service_proposal_id = p.id);

-- name: waiting_by :one
-- How many proposals of one account wait, at whatever service.
SELECT count(*) AS n
FROM service_proposal p
WHERE p.account_id = :account_id
	AND NOT EXISTS (SELECT 1 FROM service_decision d WHERE d.service_proposal_id = p.id);

-- name: add_proposal :one
-- audit: write catalogue.propose
INSERT INTO service_proposal (id, owner_org_id, service_id, organisation_id, base_version,
	account_id,
	proposed_on, checked_on, source,
	phone, phone_note, hours, same_day, is_acute, entry_routes, requires, response_text,
	anonymous, ended_on, end_reason, name, tracks, target_groups, age_from, age_to,
	languages, note)
VALUES (random_id(), scope_org(), :service_id, :organisation_id, :base_version, :account_id,
	:proposed_on, :checked_on, :source,
	:phone, :phone_note, :hours, :same_day, :is_acute, :entry_routes, :requires,
	:response_text, :anonymous, :ended_on, :end_reason, :name, :tracks, :target_groups,
	:age_from, :age_to, :languages, :note)
RETURNING id;

-- name: accept :exec
-- audit: write catalogue.accept
-- param: id service_proposal_id
-- param: made_service_id service_id
INSERT INTO service_decision (service_proposal_id, owner_org_id, verdict, made_version,
	made_service_id, account_id, decided_on)
VALUES (:id, scope_org(), 1, :made_version, :made_service_id, :account_id, :decided_on);

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

-- name: organisations_seen :many
-- Those that a new service may be one of.
-- cap: 100000
SELECT o.id, o.name, o.municipality
FROM organisation o
WHERE o.owner_org_id = scope_org()
	OR o.owner_org_id IN (SELECT t.association_id FROM team_info t
	WHERE t.org_id = scope_org())
ORDER BY o.name, o.municipality, o.id;

-- name: same_name :one
-- How many services of an organisation that the place may see are there by that name; none of another.
-- param: organisation_id organisation_id
-- param: name text
-- column: n int
SELECT count(s.id) AS n
FROM organisation o
LEFT JOIN service s ON s.organisation_id = o.id AND s.name = :name AND s.ended_on IS NULL
WHERE o.id = :organisation_id
	AND (o.owner_org_id = scope_org()
	OR o.owner_org_id IN (SELECT t.association_id FROM team_info t
	WHERE t.org_id = scope_org()))
GROUP BY o.id;

-- name: code_taken :one
-- column: n int
SELECT count(*) AS n FROM service s WHERE s.owner_org_id = scope_org() AND s.code = :code;

-- name: set_facts :change
-- The day of checking is that of the acute facts; one before the service said that something is wrong does
-- not answer it.
-- audit: none — catalogue.accept of the same transaction says so
-- param: is_acute_change bool
UPDATE service SET
	phone = :phone, phone_note = :phone_note, hours = :hours, same_day = :same_day,
	is_acute = :is_acute, entry_routes = :entry_routes, requires = :requires,
	response_text = :response_text, anonymous = :anonymous,
	ended_on = :ended_on, end_reason = :end_reason, name = :name,
	tracks = :tracks, target_groups = :target_groups, age_from = :age_from,
	age_to = :age_to, languages = :languages, note = :note, response = :response,
	verified_on = CASE WHEN :is_acute_change THEN :verified_on ELSE verified_on END,
	said_wrong_on = CASE WHEN :is_acute_change AND :verified_on >= said_wrong_on THEN NULL
		ELSE said_wrong_on END,
	modified_on = :modified_on, version = version + 1
WHERE owner_org_id = scope_org() AND id = :id AND version = :version;

-- name: carry_inquiries :exec
-- What the service is asked about a version holds for the next one too, when that is new.
-- audit: none — whoever calls records it: catalogue.accept or catalogue.import
UPDATE service_inquiry SET version = version + 1
WHERE owner_org_id = scope_org() AND service_id = :service_id AND is_settled = 0
	AND version = (SELECT s.version - 1 FROM service s
		WHERE s.id = :service_id AND s.owner_org_id = scope_org()
			AND NOT EXISTS (SELECT 1 FROM service_version v
			WHERE v.service_id = s.id AND v.version = s.version));

-- name: add_version :exec
-- The facts as they are now, unless that version is kept already.
-- audit: none — whoever calls records it: catalogue.accept or catalogue.import
INSERT INTO service_version (owner_org_id, service_id, version, from_on, import_file,
	import_row,
	phone, phone_note, hours, same_day, is_acute, entry_routes, requires, response_text,
	anonymous, ended_on, end_reason, name, tracks, target_groups, age_from, age_to,
	languages, note)
SELECT scope_org(), s.id, s.version, :from_on, :import_file, :import_row,
	s.phone, s.phone_note, s.hours, s.same_day, s.is_acute, s.entry_routes, s.requires,
	s.response_text, s.anonymous, s.ended_on, s.end_reason, s.name, s.tracks,
	s.target_groups, s.age_from, s.age_to, s.languages, s.note
FROM service s
WHERE s.owner_org_id = scope_org() AND s.id = :service_id
	AND NOT EXISTS (SELECT 1 FROM service_version v
		WHERE v.service_id = s.id AND v.version = s.version);

-- name: begin_history :exec
-- The first version of every service that has none, in the order of the table (so the plus).
-- audit: none — the import of the same transaction says so
INSERT INTO service_version (owner_org_id, service_id, version, from_on,
	phone, phone_note, hours, same_day, is_acute, entry_routes, requires, response_text,
	anonymous, ended_on, end_reason, name, tracks, target_groups, age_from, age_to,
	languages, note)
SELECT scope_org(), s.id, s.version, :from_on,
	s.phone, s.phone_note, s.hours, s.same_day, s.is_acute, s.entry_routes, s.requires,
	s.response_text, s.anonymous, s.ended_on, s.end_reason, s.name, s.tracks,
	s.target_groups, s.age_from, s.age_to, s.languages, s.note
FROM service s
WHERE +s.owner_org_id = scope_org()
	AND NOT EXISTS (SELECT 1 FROM service_version v WHERE v.service_id = s.id)
ORDER BY s.id;
