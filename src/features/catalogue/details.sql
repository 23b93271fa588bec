-- What the public may know, for whom by where they live, and the facts needed before calling.

-- name: details :one
-- column: area text
SELECT s.id, s.visibility, s.phone_visibility, s.hours_visibility, s.practical_visibility,
	s.note_visibility, s.is_protected, s.on_phone_bill, s.staff_phone, s.website, s.cost,
	s.cost_text, s.bring, s.modified_on, s.version, s.owner_org_id,
	ifnull((SELECT group_concat(x.area_code, ';') FROM (SELECT y.area_code
		FROM service_area y WHERE y.service_id = s.id ORDER BY y.area_code) x), '')
		AS area
FROM service s
WHERE (s.owner_org_id = scope_org()
	OR s.owner_org_id IN (SELECT t.association_id FROM team_info t
	WHERE t.org_id = scope_org()))
	AND s.id = :id;

-- name: set_details :change
-- audit: none — part of the import, which is recorded once
UPDATE service SET visibility = :visibility, phone_visibility = :phone_visibility,
	hours_visibility = :hours_visibility, practical_visibility = :practical_visibility,
	note_visibility = :note_visibility, is_protected = :is_protected,
	on_phone_bill = :on_phone_bill, staff_phone = :staff_phone, website = :website,
	cost = :cost, cost_text = :cost_text, bring = :bring, modified_on = :modified_on
WHERE owner_org_id = scope_org() AND id = :id;

-- name: organisation_details :one
SELECT o.id, o.visibility, o.website
FROM organisation o
WHERE o.owner_org_id = scope_org() AND o.id = :id;

-- name: set_organisation_details :change
-- audit: none — part of the import, which is recorded once
UPDATE organisation SET visibility = :visibility, website = :website,
	modified_on = :modified_on
WHERE owner_org_id = scope_org() AND id = :id;

-- name: clear_areas :exec
-- audit: none — what changes the service says so
DELETE FROM service_area WHERE owner_org_id = scope_org() AND service_id = :service_id;

-- name: add_area :exec
-- audit: none — what changes the service says so
INSERT INTO service_area (owner_org_id, service_id, area_code)
VALUES (scope_org(), :service_id, :area_code);
