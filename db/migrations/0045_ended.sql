-- A service ends, and can be had back: it is in no list or public view, and what was made of it stays.

-- room: catalogue

-- From when on, and why (enum end_reason); NULL and 0 as long as it is there.
ALTER TABLE service ADD COLUMN ended_on INTEGER;
ALTER TABLE service ADD COLUMN end_reason INTEGER NOT NULL DEFAULT 0
	CHECK ((ended_on IS NULL) = (end_reason = 0));
ALTER TABLE service_version ADD COLUMN ended_on INTEGER;
ALTER TABLE service_version ADD COLUMN end_reason INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_proposal ADD COLUMN ended_on INTEGER;
ALTER TABLE service_proposal ADD COLUMN end_reason INTEGER NOT NULL DEFAULT 0;

DROP VIEW public_service;
DROP VIEW public_area;
DROP VIEW service_text;

-- any place: what the public may know of a service; a hidden fact is empty or 0.
-- What the service itself says is wrong was confirmed on no day.
-- area_codes: "0181;0138", as in service_area.
CREATE VIEW public_service AS
SELECT s.id AS service_id, s.owner_org_id, s.organisation_id, s.code AS service_code,
	s.name AS service_name, o.name AS organisation_name, o.municipality, s.tracks,
	s.target_groups, s.age_from, s.age_to, s.entry_routes, s.requires,
	CASE s.response_visibility WHEN 0 THEN s.response ELSE 0 END AS response,
	CASE s.response_visibility WHEN 0 THEN s.response_text ELSE '' END AS response_text,
	s.same_day, s.anonymous, s.is_acute,
	CASE WHEN s.said_wrong_on IS NULL THEN s.verified_on END AS verified_on, s.modified_on,
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
WHERE s.visibility = 1 AND o.visibility = 1 AND s.ended_on IS NULL;

-- any place: which services the public finds for those who live in an area.
CREATE VIEW public_area AS
SELECT x.area_code, x.service_id
FROM service_area x
JOIN service s ON s.id = x.service_id
JOIN organisation o ON o.id = s.organisation_id
WHERE s.visibility = 1 AND o.visibility = 1 AND s.ended_on IS NULL;

-- Everything that a word may be found in.
CREATE VIEW service_text AS
SELECT s.id AS service_id, s.owner_org_id,
	o.name || ' ' || o.code || ' ' || o.note || ' ' || ifnull(p.name, '') || ' '
	|| ifnull((SELECT group_concat(x.name, ' ') FROM alias x
		WHERE x.organisation_id = o.id), '')
	|| ' ' || s.name || ' ' || s.target_groups || ' ' || o.municipality || ' '
	|| s.note AS text
FROM service s
JOIN organisation o ON o.id = s.organisation_id
LEFT JOIN organisation p ON p.id = o.parent_id
WHERE s.ended_on IS NULL;
