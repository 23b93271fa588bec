-- What of the catalogue the public may know, and the facts that somebody needs before calling.
-- Nothing becomes public until the catalogue's editor, or a file of hers, says so.

-- room: catalogue

-- visibility: 1 public, 2 professionals, 3 professionals, and never printed.
ALTER TABLE organisation ADD COLUMN visibility INTEGER NOT NULL DEFAULT 2
	CHECK (visibility BETWEEN 1 AND 3);
ALTER TABLE organisation ADD COLUMN website TEXT NOT NULL DEFAULT '';
-- The last day when any fact of it changed; NULL = before this was kept.
ALTER TABLE organisation ADD COLUMN modified_on INTEGER;

-- visibility is that of the whole entry; the groups of fields may be hidden further: 0 = as the entry.
-- phone: phone, phone_note, on_phone_bill.  practical: website, cost, bring, languages.
ALTER TABLE service ADD COLUMN visibility INTEGER NOT NULL DEFAULT 2
	CHECK (visibility BETWEEN 1 AND 3);
ALTER TABLE service ADD COLUMN phone_visibility INTEGER NOT NULL DEFAULT 0
	CHECK (phone_visibility BETWEEN 0 AND 3);
ALTER TABLE service ADD COLUMN hours_visibility INTEGER NOT NULL DEFAULT 0
	CHECK (hours_visibility BETWEEN 0 AND 3);
ALTER TABLE service ADD COLUMN practical_visibility INTEGER NOT NULL DEFAULT 0
	CHECK (practical_visibility BETWEEN 0 AND 3);
ALTER TABLE service ADD COLUMN note_visibility INTEGER NOT NULL DEFAULT 2
	CHECK (note_visibility BETWEEN 0 AND 3);
-- Protected housing: whatever looks like an address is refused in every text of it.
ALTER TABLE service ADD COLUMN is_protected INTEGER NOT NULL DEFAULT 0
	CHECK (is_protected IN (0, 1));
-- 0 unknown, 1 yes, 2 no.
ALTER TABLE service ADD COLUMN on_phone_bill INTEGER NOT NULL DEFAULT 0;
-- A number for colleagues: in no view of the public's, on no printed product.
ALTER TABLE service ADD COLUMN staff_phone TEXT NOT NULL DEFAULT '';
ALTER TABLE service ADD COLUMN website TEXT NOT NULL DEFAULT '';
-- cost: 0 unknown, 1 free, 2 costs something (cost_text).
ALTER TABLE service ADD COLUMN cost INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service ADD COLUMN cost_text TEXT NOT NULL DEFAULT '';
ALTER TABLE service ADD COLUMN bring TEXT NOT NULL DEFAULT '';
ALTER TABLE service ADD COLUMN modified_on INTEGER;

-- For whom by where they live: Statistics Sweden's code of a municipality (four digits) or of a county
-- (two), '00' = the whole country.  No row = not known.
CREATE TABLE service_area (
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	service_id INTEGER NOT NULL REFERENCES service (id),
	area_code TEXT NOT NULL CHECK (length(area_code) IN (2, 4)),
	PRIMARY KEY (owner_org_id, service_id, area_code)
) STRICT, WITHOUT ROWID;
CREATE INDEX service_area_service ON service_area (service_id);
CREATE INDEX service_area_code ON service_area (area_code);

-- any place: what the public may know of an organisation.
CREATE VIEW public_organisation AS
SELECT o.id AS organisation_id, o.owner_org_id, o.code AS organisation_code,
	o.name AS organisation_name, o.kind, o.municipality, o.website, o.modified_on,
	ifnull((SELECT p.name FROM organisation p
		WHERE p.id = o.parent_id AND p.visibility = 1), '') AS parent_name,
	ifnull((SELECT group_concat(x.name, ';') FROM (SELECT y.name FROM alias y
		WHERE y.organisation_id = o.id ORDER BY y.name) x), '') AS aliases
FROM organisation o
WHERE o.visibility = 1;

-- any place: what the public may know of a service; a hidden group is empty or 0.
-- area_codes: "0181;0138", as in service_area.
CREATE VIEW public_service AS
SELECT s.id AS service_id, s.owner_org_id, s.organisation_id, s.code AS service_code,
	s.name AS service_name, o.name AS organisation_name, o.municipality, s.tracks,
	s.target_groups, s.age_from, s.age_to, s.entry_routes, s.requires, s.response,
	s.response_text, s.same_day, s.anonymous, s.is_acute, s.verified_on, s.modified_on,
	CASE WHEN s.phone_visibility < 2 THEN s.phone ELSE '' END AS phone,
	CASE WHEN s.phone_visibility < 2 THEN s.phone_note ELSE '' END AS phone_note,
	CASE WHEN s.phone_visibility < 2 THEN s.on_phone_bill ELSE 0 END AS on_phone_bill,
	CASE WHEN s.hours_visibility < 2 THEN s.hours ELSE '' END AS hours,
	CASE WHEN s.practical_visibility < 2 THEN s.languages ELSE '' END AS languages,
	CASE WHEN s.practical_visibility < 2 THEN s.website ELSE '' END AS website,
	CASE WHEN s.practical_visibility < 2 THEN s.cost ELSE 0 END AS cost,
	CASE WHEN s.practical_visibility < 2 THEN s.cost_text ELSE '' END AS cost_text,
	CASE WHEN s.practical_visibility < 2 THEN s.bring ELSE '' END AS bring,
	CASE WHEN s.note_visibility < 2 THEN s.note ELSE '' END AS description,
	ifnull((SELECT group_concat(x.area_code, ';') FROM (SELECT y.area_code
		FROM service_area y WHERE y.service_id = s.id ORDER BY y.area_code) x), '')
		AS area_codes
FROM service s
JOIN organisation o ON o.id = s.organisation_id
WHERE s.visibility = 1 AND o.visibility = 1;

-- any place: which services the public finds for those who live in an area.
CREATE VIEW public_area AS
SELECT x.area_code, x.service_id
FROM service_area x
JOIN service s ON s.id = x.service_id
JOIN organisation o ON o.id = s.organisation_id
WHERE s.visibility = 1 AND o.visibility = 1;
