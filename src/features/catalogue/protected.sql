-- That protected housing has no address: what is shown with it, and what was written before.

-- name: forget_facts :exec
-- An entry that becomes protected: the texts of a version without those that look like an address.
-- audit: none — whoever calls records it: catalogue.details or catalogue.import
UPDATE service_version SET phone = :phone, phone_note = :phone_note, hours = :hours,
	response_text = :response_text, name = :name, target_groups = :target_groups,
	languages = :languages, note = :note
WHERE owner_org_id = scope_org() AND service_id = :service_id AND version = :version;

-- name: forget_details :exec
-- The same of a version of the details.
-- audit: none — whoever calls records it: catalogue.details or catalogue.import
UPDATE service_details_version SET staff_phone = :staff_phone, website = :website,
	cost_text = :cost_text, bring = :bring, code_word_place = :code_word_place,
	code_word_owner = :code_word_owner, agreement = :agreement
WHERE owner_org_id = scope_org() AND service_id = :service_id AND version = :version;

-- name: beside_protected :many
-- What is shown with all protected housing of the place, or with one service: the texts of its
-- organisation, and the name of the one above.
-- cap: 200000
-- column: aliases text
-- column: parent_code text
-- column: parent_name text
SELECT s.code, o.code AS organisation_code, o.name AS organisation_name, o.municipality,
	o.note AS organisation_note, o.website AS organisation_website,
	ifnull((SELECT group_concat(x.name, ';') FROM alias x
		WHERE x.organisation_id = o.id), '') AS aliases,
	ifnull(p.code, '') AS parent_code, ifnull(p.name, '') AS parent_name
FROM service s
JOIN organisation o ON o.id = s.organisation_id
LEFT JOIN organisation p ON p.id = o.parent_id
WHERE s.owner_org_id = scope_org()
	AND (s.id = :service_id OR (:service_id = 0 AND s.is_protected = 1))
ORDER BY s.code;
