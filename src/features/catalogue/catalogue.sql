-- name: services :many
-- Services by a list of their ids (a JSON array), in its order, as far as the place may see them: those of
-- its own catalogue, and of the associations of its interventions.
-- cap: 5001
-- param: id_list text
-- column: parent_name text
SELECT s.id, s.organisation_id, s.name, o.name AS organisation_name,
	o.code AS organisation_code,
	o.note AS organisation_note, o.municipality, ifnull(p.name, '') AS parent_name,
	s.tracks,
	s.target_groups, s.age_from, s.age_to, s.entry_routes, s.requires, s.response,
	s.response_text, s.same_day, s.anonymous, s.phone, s.phone_note, s.languages, s.hours,
	s.note,
	s.is_acute, s.verified_on, s.said_wrong_on, s.version, s.ended_on, s.end_reason,
	EXISTS (SELECT 1 FROM service_proposal w WHERE w.service_id = s.id
		AND NOT EXISTS (SELECT 1 FROM service_decision x
			WHERE x.service_proposal_id = w.id)) AS is_change_waiting
FROM json_each(:id_list) k
CROSS JOIN service s ON s.id = k.value
JOIN organisation o ON o.id = s.organisation_id
LEFT JOIN organisation p ON p.id = o.parent_id
WHERE s.owner_org_id = scope_org()
	OR s.owner_org_id IN (SELECT t.association_id FROM team_info t
	WHERE t.org_id = scope_org())
ORDER BY k.key;

-- name: listed :many
-- The same that are there, or that have ended, by name, the ones of a municipality first: all of them, or
-- those with a track, and of a place (its codes; '' = no matter) those that answer there or of which nobody
-- knows where.
-- cap: 5001
-- param: is_ended bool
-- param: tracks int
-- param: municipality text
-- param: area text
-- param: county text
-- param: first int
-- param: size int
SELECT s.id
FROM service s
JOIN organisation o ON o.id = s.organisation_id
WHERE (s.owner_org_id = scope_org()
	OR s.owner_org_id IN (SELECT t.association_id FROM team_info t
	WHERE t.org_id = scope_org()))
	AND (s.ended_on IS NOT NULL) = :is_ended
	AND (:tracks = 0 OR (s.tracks & :tracks) <> 0)
	AND (:county = ''
	OR NOT EXISTS (SELECT 1 FROM service_area x WHERE x.service_id = s.id)
	OR EXISTS (SELECT 1 FROM service_area x WHERE x.service_id = s.id
		AND (x.area_code IN (:area, :county, '00')
		OR (:area = '' AND substr(x.area_code, 1, 2) = :county))))
ORDER BY o.municipality <> :municipality, o.name, s.name, s.id
LIMIT :size OFFSET :first;

-- name: count :one
-- param: is_ended bool
-- column: n int
SELECT count(*) AS n
FROM service s
WHERE (s.owner_org_id = scope_org()
	OR s.owner_org_id IN (SELECT t.association_id FROM team_info t
	WHERE t.org_id = scope_org()))
	AND (s.ended_on IS NOT NULL) = :is_ended;

-- name: found :many
-- Of the same, those in whose text every word stands; `match` finds what may, `word_list` (a JSON
-- array) is looked for in it; of a track and a place as above.
-- cap: 5000
-- param: match text
-- param: word_list text
-- param: tracks int
-- param: area text
-- param: county text
-- param: size int
-- column: id service_id
SELECT f.rowid AS id
FROM service_find f
WHERE f.service_find MATCH :match
	AND (f.owner_org_id = scope_org()
	OR f.owner_org_id IN (SELECT t.association_id FROM team_info t
	WHERE t.org_id = scope_org()))
	AND NOT EXISTS (SELECT 1 FROM json_each(:word_list) x WHERE instr(f.words, x.value) = 0)
	AND (:tracks = 0 OR EXISTS (SELECT 1 FROM service s WHERE s.id = f.rowid
		AND (s.tracks & :tracks) <> 0))
	AND (:county = ''
	OR NOT EXISTS (SELECT 1 FROM service_area x WHERE x.service_id = f.rowid)
	OR EXISTS (SELECT 1 FROM service_area x WHERE x.service_id = f.rowid
		AND (x.area_code IN (:area, :county, '00')
		OR (:area = '' AND substr(x.area_code, 1, 2) = :county))))
LIMIT :size;

-- name: forget_words :exec
-- What can be found by words that do not hold any longer.
-- audit: none — part of the import, which is recorded once
DELETE FROM service_find
WHERE owner_org_id = scope_org()
	AND rowid IN (SELECT f.rowid FROM service_find f
		WHERE NOT EXISTS (SELECT 1 FROM service_text t
			WHERE t.service_id = f.rowid AND search_text(t.text) = f.words));

-- name: index_words :exec
-- What cannot be found yet; by id, since the index grows fastest in that order.  The plus keeps to the
-- table, which has that order: read by an index of the place, every text would be sorted.
-- audit: none — part of the import, which is recorded once
INSERT INTO service_find (rowid, owner_org_id, words)
SELECT t.service_id, scope_org(), search_text(t.text)
FROM service_text t
WHERE +t.owner_org_id = scope_org()
	AND t.service_id NOT IN (SELECT f.rowid FROM service_find f)
ORDER BY t.service_id;

-- name: forget_service_words :exec
-- audit: none — what changes the service says so
DELETE FROM service_find
WHERE owner_org_id = scope_org() AND rowid = :service_id;

-- name: index_service_words :exec
-- audit: none — what changes the service says so
INSERT INTO service_find (rowid, owner_org_id, words)
SELECT t.service_id, scope_org(), search_text(t.text)
FROM service_text t
WHERE t.owner_org_id = scope_org() AND t.service_id = :service_id;

-- name: put_organisation :one
-- audit: none — part of the import, which is recorded once
INSERT INTO organisation (id, owner_org_id, code, name, kind, municipality, note, visibility,
	website, website_visibility, modified_on)
VALUES (random_id(), scope_org(), :code, :name, :kind, :municipality, :note, :visibility,
	:website, :website_visibility, :modified_on)
ON CONFLICT (owner_org_id, code) DO UPDATE SET name = excluded.name, kind = excluded.kind,
	municipality = excluded.municipality, note = excluded.note,
	visibility = excluded.visibility, website = excluded.website,
	website_visibility = excluded.website_visibility,
	modified_on = excluded.modified_on
RETURNING id;

-- name: set_parent :exec
-- audit: none — part of the import, which is recorded once
UPDATE organisation SET parent_id = :parent_id, modified_on = :modified_on
WHERE owner_org_id = scope_org() AND id = :id;

-- name: clear_aliases :exec
-- audit: none — part of the import, which is recorded once
DELETE FROM alias WHERE owner_org_id = scope_org() AND organisation_id = :organisation_id;

-- name: add_alias :exec
-- audit: none — part of the import, which is recorded once
INSERT INTO alias (id, owner_org_id, organisation_id, name)
VALUES (random_id(), scope_org(), :organisation_id, :name);

-- name: organisation_codes :many
-- What the import compares with.
-- cap: 200000
-- column: aliases text
SELECT o.id, o.code, o.name, o.kind, o.municipality, o.note, o.visibility, o.website,
	o.website_visibility, o.parent_id,
	ifnull((SELECT group_concat(x.name, ';') FROM (SELECT y.name FROM alias y
		WHERE y.organisation_id = o.id ORDER BY y.name) x), '') AS aliases
FROM organisation o
WHERE o.owner_org_id = scope_org()
ORDER BY o.code;

-- name: service_codes :many
-- What the import compares with: the acute facts that hold.
-- cap: 200000
SELECT s.id, s.code, s.phone, s.phone_note, s.hours, s.same_day, s.is_acute, s.entry_routes,
	s.requires, s.response_text, s.anonymous, s.ended_on, s.end_reason, s.next_service_id
FROM service s
WHERE s.owner_org_id = scope_org()
ORDER BY s.code;

-- name: add_service :exec
-- The id comes from the import: drawn like the others, but rising, or every row lands in another page.
-- audit: none — part of the import, which is recorded once
-- param: id service_id
INSERT INTO service (id, owner_org_id, organisation_id, code, name, tracks, target_groups,
	age_from, age_to, entry_routes, requires, response, response_text, same_day, anonymous,
	phone, phone_note, languages, hours, note, is_acute, verified_on,
	visibility, phone_visibility, phone_note_visibility, on_phone_bill_visibility,
	response_visibility, hours_visibility, languages_visibility, website_visibility,
	cost_visibility, bring_visibility, note_visibility,
	is_protected, on_phone_bill, staff_phone, website, cost, cost_text, bring,
	code_word_place, code_word_owner, code_word_trained_on, housing_places, agreement,
	ended_on, end_reason, modified_on)
VALUES (:id, scope_org(), :organisation_id, :code, :name, :tracks, :target_groups,
	:age_from, :age_to, :entry_routes, :requires, :response, :response_text, :same_day,
	:anonymous, :phone, :phone_note, :languages, :hours, :note, :is_acute, :verified_on,
	:visibility, :phone_visibility, :phone_note_visibility, :on_phone_bill_visibility,
	:response_visibility, :hours_visibility, :languages_visibility, :website_visibility,
	:cost_visibility, :bring_visibility, :note_visibility,
	:is_protected, :on_phone_bill, :staff_phone, :website, :cost,
	:cost_text, :bring, :code_word_place, :code_word_owner, :code_word_trained_on,
	:housing_places, :agreement, :ended_on, :end_reason, :modified_on);

-- name: set_service :exec
-- Everything but the acute facts, which need a second person; nothing when nothing is new.  To be another
-- organisation's is no version of the facts.
-- audit: none — part of the import, which is recorded once
UPDATE service SET organisation_id = :organisation_id, name = :name, tracks = :tracks,
	target_groups = :target_groups, age_from = :age_from, age_to = :age_to,
	languages = :languages, note = :note, modified_on = :modified_on,
	version = version + ((name, tracks, target_groups, age_from, age_to, languages, note)
		IS NOT (:name, :tracks, :target_groups, :age_from, :age_to, :languages, :note))
WHERE owner_org_id = scope_org() AND id = :id
	AND (organisation_id, name, tracks, target_groups, age_from, age_to, languages, note)
	IS NOT (:organisation_id, :name, :tracks, :target_groups, :age_from, :age_to,
		:languages, :note);

-- name: set_checked :exec
-- The day that a file says, for facts that it does not change; what the service itself said is wrong
-- stays so unless they were checked after that.
-- audit: none — part of the import, which is recorded once
UPDATE service SET verified_on = :verified_on,
	said_wrong_on = CASE WHEN said_wrong_on >= :verified_on THEN said_wrong_on END
WHERE owner_org_id = scope_org() AND id = :id;
