-- Each fact of a service that can be hidden has a visibility of its own (doc/decisions/0035).

-- room: catalogue

-- Of a fact: 0 as the entry, 2 professionals, 3 professionals, and never printed.  1 said the same as 0,
-- since no fact is seen by more than see the entry.
UPDATE service SET phone_visibility = 0 WHERE phone_visibility = 1;
UPDATE service SET hours_visibility = 0 WHERE hours_visibility = 1;
UPDATE service SET practical_visibility = 0 WHERE practical_visibility = 1;
UPDATE service SET note_visibility = 0 WHERE note_visibility = 1;
UPDATE service_details_version SET phone_visibility = 0 WHERE phone_visibility = 1;
UPDATE service_details_version SET hours_visibility = 0 WHERE hours_visibility = 1;
UPDATE service_details_version SET practical_visibility = 0 WHERE practical_visibility = 1;
UPDATE service_details_version SET note_visibility = 0 WHERE note_visibility = 1;

-- phone_visibility was that of the group and is now the number's alone, hours and note are what they were.
ALTER TABLE service ADD COLUMN phone_note_visibility INTEGER NOT NULL DEFAULT 0
	CHECK (phone_note_visibility IN (0, 2, 3));
ALTER TABLE service ADD COLUMN on_phone_bill_visibility INTEGER NOT NULL DEFAULT 0
	CHECK (on_phone_bill_visibility IN (0, 2, 3));
ALTER TABLE service ADD COLUMN response_visibility INTEGER NOT NULL DEFAULT 0
	CHECK (response_visibility IN (0, 2, 3));
ALTER TABLE service ADD COLUMN languages_visibility INTEGER NOT NULL DEFAULT 0
	CHECK (languages_visibility IN (0, 2, 3));
ALTER TABLE service ADD COLUMN website_visibility INTEGER NOT NULL DEFAULT 0
	CHECK (website_visibility IN (0, 2, 3));
-- One fact in two columns: cost and cost_text.
ALTER TABLE service ADD COLUMN cost_visibility INTEGER NOT NULL DEFAULT 0
	CHECK (cost_visibility IN (0, 2, 3));
ALTER TABLE service ADD COLUMN bring_visibility INTEGER NOT NULL DEFAULT 0
	CHECK (bring_visibility IN (0, 2, 3));
UPDATE service SET phone_note_visibility = phone_visibility,
	on_phone_bill_visibility = phone_visibility,
	languages_visibility = practical_visibility,
	website_visibility = practical_visibility,
	cost_visibility = practical_visibility,
	bring_visibility = practical_visibility;

ALTER TABLE service_details_version ADD COLUMN
	phone_note_visibility INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_details_version ADD COLUMN
	on_phone_bill_visibility INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_details_version ADD COLUMN response_visibility INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_details_version ADD COLUMN languages_visibility INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_details_version ADD COLUMN website_visibility INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_details_version ADD COLUMN cost_visibility INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_details_version ADD COLUMN bring_visibility INTEGER NOT NULL DEFAULT 0;
UPDATE service_details_version SET phone_note_visibility = phone_visibility,
	on_phone_bill_visibility = phone_visibility,
	languages_visibility = practical_visibility,
	website_visibility = practical_visibility,
	cost_visibility = practical_visibility,
	bring_visibility = practical_visibility;

ALTER TABLE organisation ADD COLUMN website_visibility INTEGER NOT NULL DEFAULT 0
	CHECK (website_visibility IN (0, 2, 3));

DROP VIEW public_organisation;
DROP VIEW public_service;

-- any place: what the public may know of an organisation; a hidden website is empty.
CREATE VIEW public_organisation AS
SELECT o.id AS organisation_id, o.owner_org_id, o.code AS organisation_code,
	o.name AS organisation_name, o.kind, o.municipality,
	CASE o.website_visibility WHEN 0 THEN o.website ELSE '' END AS website, o.modified_on,
	ifnull((SELECT p.name FROM organisation p
		WHERE p.id = o.parent_id AND p.visibility = 1), '') AS parent_name,
	ifnull((SELECT group_concat(x.name, ';') FROM (SELECT y.name FROM alias y
		WHERE y.organisation_id = o.id ORDER BY y.name) x), '') AS aliases
FROM organisation o
WHERE o.visibility = 1;

-- any place: what the public may know of a service; a hidden fact is empty or 0.
-- area_codes: "0181;0138", as in service_area.
CREATE VIEW public_service AS
SELECT s.id AS service_id, s.owner_org_id, s.organisation_id, s.code AS service_code,
	s.name AS service_name, o.name AS organisation_name, o.municipality, s.tracks,
	s.target_groups, s.age_from, s.age_to, s.entry_routes, s.requires,
	CASE s.response_visibility WHEN 0 THEN s.response ELSE 0 END AS response,
	CASE s.response_visibility WHEN 0 THEN s.response_text ELSE '' END AS response_text,
	s.same_day, s.anonymous, s.is_acute, s.verified_on, s.modified_on,
	CASE s.phone_visibility WHEN 0 THEN s.phone ELSE '' END AS phone,
	CASE s.phone_note_visibility WHEN 0 THEN s.phone_note ELSE '' END AS phone_note,
	CASE s.on_phone_bill_visibility WHEN 0 THEN s.on_phone_bill ELSE 0 END AS on_phone_bill,
	CASE s.hours_visibility WHEN 0 THEN s.hours ELSE '' END AS hours,
	CASE s.languages_visibility WHEN 0 THEN s.languages ELSE '' END AS languages,
	CASE s.website_visibility WHEN 0 THEN s.website ELSE '' END AS website,
	CASE s.cost_visibility WHEN 0 THEN s.cost ELSE 0 END AS cost,
	CASE s.cost_visibility WHEN 0 THEN s.cost_text ELSE '' END AS cost_text,
	CASE s.bring_visibility WHEN 0 THEN s.bring ELSE '' END AS bring,
	CASE s.note_visibility WHEN 0 THEN s.note ELSE '' END AS description,
	ifnull((SELECT group_concat(x.area_code, ';') FROM (SELECT y.area_code
		FROM service_area y WHERE y.service_id = s.id ORDER BY y.area_code) x), '')
		AS area_codes
FROM service s
JOIN organisation o ON o.id = s.organisation_id
WHERE s.visibility = 1 AND o.visibility = 1;

-- Only now, when no view names it.
ALTER TABLE service DROP COLUMN practical_visibility;
ALTER TABLE service_details_version DROP COLUMN practical_visibility;
