-- What the public may know, for whom by where they live, and the facts needed before calling.

-- name: details :one
-- column: area text
SELECT s.id,
	s.visibility, s.phone_visibility, s.phone_note_visibility, s.on_phone_bill_visibility,
	s.response_visibility, s.hours_visibility, s.languages_visibility,
	s.website_visibility, s.cost_visibility, s.bring_visibility, s.note_visibility,
	s.is_protected, s.on_phone_bill, s.staff_phone, s.website,
	s.cost, s.cost_text, s.bring,
	s.next_service_id, s.code_word_place, s.code_word_owner, s.code_word_trained_on,
	s.housing_places, s.agreement,
	s.modified_on, s.details_version, s.owner_org_id,
	ifnull((SELECT group_concat(x.area_code, ';') FROM (SELECT y.area_code
		FROM service_area y WHERE y.service_id = s.id ORDER BY y.area_code) x), '')
		AS area
FROM service s
WHERE (s.owner_org_id = scope_org()
	OR s.owner_org_id IN (SELECT t.association_id FROM team_info t
	WHERE t.org_id = scope_org()))
	AND s.id = :id;

-- name: set_details :change
-- audit: none — whoever calls records it: catalogue.details or catalogue.import
-- param: next_service_id service_id
UPDATE service SET
	visibility = :visibility, phone_visibility = :phone_visibility,
	phone_note_visibility = :phone_note_visibility,
	on_phone_bill_visibility = :on_phone_bill_visibility,
	response_visibility = :response_visibility, hours_visibility = :hours_visibility,
	languages_visibility = :languages_visibility,
	website_visibility = :website_visibility, cost_visibility = :cost_visibility,
	bring_visibility = :bring_visibility, note_visibility = :note_visibility,
	is_protected = :is_protected,
	on_phone_bill = :on_phone_bill, staff_phone = :staff_phone, website = :website,
	cost = :cost, cost_text = :cost_text, bring = :bring,
	next_service_id = :next_service_id, code_word_place = :code_word_place,
	code_word_owner = :code_word_owner, code_word_trained_on = :code_word_trained_on,
	housing_places = :housing_places, agreement = :agreement,
	modified_on = :modified_on, details_version = details_version + 1
WHERE owner_org_id = scope_org() AND id = :id AND details_version = :details_version;

-- name: keep_details :exec
-- The details as they are now, as a version; nothing when it is kept already.  The first one holds
-- since the service is there.
-- audit: none — whoever calls records it: catalogue.details or catalogue.import
INSERT INTO service_details_version (id, owner_org_id, service_id, version, changed_on,
	account_id,
	visibility, phone_visibility, phone_note_visibility, on_phone_bill_visibility,
	response_visibility, hours_visibility, languages_visibility, website_visibility,
	cost_visibility, bring_visibility, note_visibility,
	is_protected, on_phone_bill, staff_phone, website, cost,
	cost_text, bring, area,
	next_service_id, code_word_place, code_word_owner, code_word_trained_on,
	housing_places, agreement)
SELECT random_id(), scope_org(), s.id, s.details_version,
	ifnull(:changed_on, (SELECT w.from_on FROM service_version w
		WHERE w.service_id = s.id AND w.version = 1)), :account_id,
	s.visibility, s.phone_visibility, s.phone_note_visibility, s.on_phone_bill_visibility,
	s.response_visibility, s.hours_visibility, s.languages_visibility,
	s.website_visibility, s.cost_visibility, s.bring_visibility, s.note_visibility,
	s.is_protected, s.on_phone_bill, s.staff_phone, s.website,
	s.cost, s.cost_text, s.bring,
	ifnull((SELECT group_concat(x.area_code, ';') FROM (SELECT y.area_code
		FROM service_area y WHERE y.service_id = s.id ORDER BY y.area_code) x), ''),
	s.next_service_id, s.code_word_place, s.code_word_owner, s.code_word_trained_on,
	s.housing_places, s.agreement
FROM service s
WHERE s.owner_org_id = scope_org() AND s.id = :service_id
	AND NOT EXISTS (SELECT 1 FROM service_details_version v
		WHERE v.service_id = s.id AND v.version = s.details_version);

-- name: details_versions :many
-- The details of one service through time, newest first.
SELECT v.version, v.changed_on, v.account_id,
	v.visibility, v.phone_visibility, v.phone_note_visibility, v.on_phone_bill_visibility,
	v.response_visibility, v.hours_visibility, v.languages_visibility,
	v.website_visibility, v.cost_visibility, v.bring_visibility, v.note_visibility,
	v.is_protected, v.on_phone_bill, v.staff_phone, v.website,
	v.cost, v.cost_text, v.bring, v.area,
	v.next_service_id, v.code_word_place, v.code_word_owner, v.code_word_trained_on,
	v.housing_places, v.agreement
FROM service_details_version v
JOIN service s ON s.id = v.service_id
WHERE v.service_id = :service_id AND s.owner_org_id = scope_org()
ORDER BY v.version DESC;

-- name: own_names :many
-- The place's own services that have not ended, to choose the next one from.
-- cap: 100000
SELECT s.id, s.name, o.name AS organisation_name
FROM service s
JOIN organisation o ON o.id = s.organisation_id
WHERE s.owner_org_id = scope_org() AND s.ended_on IS NULL
ORDER BY o.name, s.name, s.id;

-- name: clear_areas :exec
-- audit: none — what changes the service says so
DELETE FROM service_area WHERE owner_org_id = scope_org() AND service_id = :service_id;

-- name: add_area :exec
-- audit: none — what changes the service says so
INSERT INTO service_area (owner_org_id, service_id, area_code)
VALUES (scope_org(), :service_id, :area_code);
