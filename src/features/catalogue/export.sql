-- The place's own catalogue as it can be imported again.

-- name: export_organisations :many
-- column: parent_code text
-- column: aliases text
SELECT o.code, o.name, o.kind, ifnull(p.code, '') AS parent_code, o.municipality, o.note,
	o.visibility, o.website,
	ifnull((SELECT group_concat(x.name, ';') FROM (
		SELECT y.name FROM alias y WHERE y.organisation_id = o.id
		ORDER BY y.name) x), '')
		AS aliases
FROM organisation o
LEFT JOIN organisation p ON p.id = o.parent_id
WHERE o.owner_org_id = scope_org()
ORDER BY o.code;

-- name: export_services :many
-- column: area text
SELECT s.code, o.code AS organisation_code, s.name, s.tracks, s.target_groups, s.age_from,
	s.age_to, s.entry_routes, s.requires, s.response_text, s.same_day, s.anonymous, s.phone,
	s.phone_note, s.note, s.languages, s.hours, s.is_acute, s.verified_on,
	s.visibility, s.phone_visibility, s.hours_visibility, s.practical_visibility,
	s.note_visibility, s.is_protected, s.on_phone_bill, s.staff_phone, s.website, s.cost,
	s.cost_text, s.bring, s.code_word_place, s.code_word_owner, s.code_word_trained_on,
	s.housing_places, s.agreement,
	ifnull((SELECT group_concat(x.area_code, ';') FROM (SELECT y.area_code
		FROM service_area y WHERE y.service_id = s.id ORDER BY y.area_code) x), '')
		AS area
FROM service s
JOIN organisation o ON o.id = s.organisation_id
WHERE s.owner_org_id = scope_org()
ORDER BY s.code;
