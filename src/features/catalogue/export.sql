-- The place's own catalogue as it can be imported again.

-- name: export_organisations :many
-- cap: 200000
-- column: parent_code text
-- column: aliases text
SELECT o.code, o.name, o.kind, ifnull(p.code, '') AS parent_code, o.municipality, o.note,
	o.visibility, o.website, o.website_visibility,
	ifnull((SELECT group_concat(x.name, ';') FROM (
		SELECT y.name FROM alias y WHERE y.organisation_id = o.id
		ORDER BY y.name) x), '')
		AS aliases
FROM organisation o
LEFT JOIN organisation p ON p.id = o.parent_id
WHERE o.owner_org_id = scope_org()
ORDER BY o.code;

-- name: export_services :many
-- cap: 200000
-- column: area text
-- What the service itself says is wrong goes out as never checked, so that nobody takes it for confirmed.
-- column: verified_on date
-- column: next_code text
SELECT s.code, o.code AS organisation_code, s.name, s.tracks, s.target_groups, s.age_from,
	s.age_to, s.entry_routes, s.requires, s.response_text, s.same_day, s.anonymous, s.phone,
	s.phone_note, s.note, s.languages, s.hours, s.is_acute,
	CASE WHEN s.said_wrong_on IS NULL THEN s.verified_on END AS verified_on,
	s.visibility, s.phone_visibility, s.phone_note_visibility, s.on_phone_bill_visibility,
	s.response_visibility, s.hours_visibility, s.languages_visibility,
	s.website_visibility, s.cost_visibility, s.bring_visibility, s.note_visibility,
	s.is_protected, s.on_phone_bill, s.staff_phone, s.website, s.cost,
	s.cost_text, s.bring, s.code_word_place, s.code_word_owner, s.code_word_trained_on,
	s.housing_places, s.agreement, s.ended_on, s.end_reason,
	ifnull((SELECT z.code FROM service z WHERE z.id = s.next_service_id), '') AS next_code,
	ifnull((SELECT group_concat(x.area_code, ';') FROM (SELECT y.area_code
		FROM service_area y WHERE y.service_id = s.id ORDER BY y.area_code) x), '')
		AS area
FROM service s
JOIN organisation o ON o.id = s.organisation_id
WHERE s.owner_org_id = scope_org()
ORDER BY s.code;

-- name: export_versions :many
-- cap: 100000
-- The facts of the place's own services through time, and who changed them.
-- column: proposed_by text
-- column: accepted_by text
SELECT s.code, v.version, v.from_on, v.import_file, v.import_row,
	v.phone, v.phone_note, v.hours, v.same_day, v.is_acute, v.entry_routes, v.requires,
	v.response_text, v.anonymous, v.ended_on, v.end_reason, v.name, v.tracks,
	v.target_groups, v.age_from, v.age_to, v.languages, v.note,
	p.source, p.checked_on, b.staff_name AS proposed_by, c.staff_name AS accepted_by
FROM service_version v
JOIN service s ON s.id = v.service_id
LEFT JOIN service_decision d ON d.made_version = v.version AND d.verdict = 1
	AND d.service_proposal_id IN (SELECT q.id FROM service_proposal q
		WHERE ifnull(q.service_id, d.made_service_id) = v.service_id)
LEFT JOIN service_proposal p ON p.id = d.service_proposal_id
LEFT JOIN staff_name b ON b.staff_id = p.account_id
LEFT JOIN staff_name c ON c.staff_id = d.account_id
WHERE s.owner_org_id = scope_org()
ORDER BY s.code, v.version;

-- name: export_proposals :many
-- cap: 100000
-- What was proposed for the place's own services, and how it ended; verdict 0 waits, and a new service that
-- is not accepted has no code.
-- column: code text
-- column: proposed_by text
-- column: decided_by text
-- column: verdict int
SELECT ifnull(s.code, '') AS code, p.base_version, p.proposed_on, p.checked_on, p.source,
	p.phone, p.phone_note, p.hours, p.same_day, p.is_acute, p.entry_routes, p.requires,
	p.response_text, p.anonymous, p.ended_on, p.end_reason, p.name, p.tracks,
	p.target_groups, p.age_from, p.age_to, p.languages, p.note,
	s.is_protected, b.staff_name AS proposed_by,
	ifnull(d.verdict, 0) AS verdict, d.made_version, d.decided_on,
	c.staff_name AS decided_by
FROM service_proposal p
LEFT JOIN service_decision d ON d.service_proposal_id = p.id
LEFT JOIN service s ON s.id = ifnull(p.service_id, d.made_service_id)
JOIN organisation o ON o.id = ifnull(s.organisation_id, p.organisation_id)
LEFT JOIN staff_name b ON b.staff_id = p.account_id
LEFT JOIN staff_name c ON c.staff_id = d.account_id
WHERE o.owner_org_id = scope_org()
ORDER BY s.code, p.proposed_on, p.id;
