-- name: services :many
-- Every service (or one) of the catalogues that the place may see: its own, and those of its
-- interventions' associations.
-- column: parent_name text
-- column: aliases text
SELECT s.id, s.organisation_id, s.name, o.name AS organisation_name,
	o.code AS organisation_code,
	o.note AS organisation_note, o.municipality, ifnull(p.name, '') AS parent_name,
	s.tracks,
	s.target_groups, s.age_from, s.age_to, s.entry_routes, s.requires, s.response,
	s.response_text, s.same_day, s.anonymous, s.phone, s.phone_note, s.languages, s.hours,
	s.note,
	s.is_acute, s.verified_on, s.version,
	EXISTS (SELECT 1 FROM service_proposal w WHERE w.service_id = s.id
		AND NOT EXISTS (SELECT 1 FROM service_decision x
			WHERE x.service_proposal_id = w.id)) AS is_change_waiting,
	ifnull((SELECT group_concat(x.name, ' ') FROM alias x WHERE x.organisation_id = o.id),
	'')
		AS aliases
FROM service s
JOIN organisation o ON o.id = s.organisation_id
LEFT JOIN organisation p ON p.id = o.parent_id
WHERE (s.owner_org_id = scope_org()
	OR s.owner_org_id IN (SELECT t.association_id FROM team_info t
	WHERE t.org_id = scope_org()))
	AND (:service_id = 0 OR s.id = :service_id)
ORDER BY o.name, s.name, s.id;

-- name: put_organisation :one
-- audit: none — part of the import, which is recorded once
INSERT INTO organisation (id, owner_org_id, code, name, kind, municipality, note)
VALUES (random_id(), scope_org(), :code, :name, :kind, :municipality, :note)
ON CONFLICT (owner_org_id, code) DO UPDATE SET name = excluded.name, kind = excluded.kind,
	municipality = excluded.municipality, note = excluded.note
RETURNING id;

-- name: set_parent :exec
-- audit: none — part of the import, which is recorded once
UPDATE organisation SET parent_id = :parent_id
WHERE owner_org_id = scope_org() AND id = :id;

-- name: clear_aliases :exec
-- audit: none — part of the import, which is recorded once
DELETE FROM alias WHERE owner_org_id = scope_org() AND organisation_id = :organisation_id;

-- name: add_alias :exec
-- audit: none — part of the import, which is recorded once
INSERT INTO alias (id, owner_org_id, organisation_id, name)
VALUES (random_id(), scope_org(), :organisation_id, :name);

-- name: organisation_codes :many
SELECT o.id, o.code
FROM organisation o
WHERE o.owner_org_id = scope_org()
ORDER BY o.code;

-- name: service_codes :many
-- What the import compares with: the acute facts that hold.
-- cap: 200000
SELECT s.id, s.code, s.version, s.phone, s.phone_note, s.hours, s.same_day, s.is_acute
FROM service s
WHERE s.owner_org_id = scope_org()
ORDER BY s.code;

-- name: add_service :one
-- audit: none — part of the import, which is recorded once
INSERT INTO service (id, owner_org_id, organisation_id, code, name, tracks, target_groups,
	age_from, age_to, entry_routes, requires, response, response_text, same_day, anonymous,
	phone, phone_note, languages, hours, note, is_acute, verified_on)
VALUES (random_id(), scope_org(), :organisation_id, :code, :name, :tracks, :target_groups,
	:age_from, :age_to, :entry_routes, :requires, :response, :response_text, :same_day,
	:anonymous, :phone, :phone_note, :languages, :hours, :note, :is_acute, :verified_on)
RETURNING id;

-- name: set_service :change
-- Everything but the acute facts, which need a second person.
-- audit: none — part of the import, which is recorded once
UPDATE service SET organisation_id = :organisation_id, name = :name, tracks = :tracks,
	target_groups = :target_groups, age_from = :age_from, age_to = :age_to,
	entry_routes = :entry_routes, requires = :requires, response = :response,
	response_text = :response_text, anonymous = :anonymous, languages = :languages,
	note = :note
WHERE owner_org_id = scope_org() AND id = :id;

-- name: set_checked :exec
-- The day that a file says, for facts that it does not change.
-- audit: none — part of the import, which is recorded once
UPDATE service SET verified_on = :verified_on
WHERE owner_org_id = scope_org() AND id = :id;
