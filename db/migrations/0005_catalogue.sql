-- room: catalogue

-- The support catalogue, after Open Referral HSDS 3 (organization, service) with what HSDS lacks.
-- Read by every place, written by its owner, an association.  No field can hold the address of
-- protected housing.

-- kind: 1 municipality, 2 region, 3 state, 4 civil society, 5 faith community, 6 private.
CREATE TABLE organisation (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	code TEXT NOT NULL,
	parent_id INTEGER REFERENCES organisation (id),
	name TEXT NOT NULL,
	kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 6),
	municipality TEXT NOT NULL DEFAULT '',
	note TEXT NOT NULL DEFAULT '',
	UNIQUE (owner_org_id, code)
) STRICT;

-- tracks: bit set 1 exposed, 2 own use, 4 child, 8 relative, 16 professional.
-- entry_routes, requires: bit sets, see catalogue.h; requires 0 = unknown, 1 = none.
-- same_day: 0 unknown, 1 yes, 2 no.  anonymous: 0 unknown, 1 yes, 2 at first, 3 no.
-- response: the service's promise: 0 unknown, 1 same day, 2 within 24 hours, 3 other (response_text).
CREATE TABLE service (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	organisation_id INTEGER NOT NULL REFERENCES organisation (id),
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	tracks INTEGER NOT NULL,
	target_groups TEXT NOT NULL DEFAULT '',
	age_from INTEGER NOT NULL DEFAULT 0,
	age_to INTEGER NOT NULL DEFAULT 0,
	entry_routes INTEGER NOT NULL DEFAULT 0,
	requires INTEGER NOT NULL DEFAULT 0,
	response INTEGER NOT NULL DEFAULT 0,
	response_text TEXT NOT NULL DEFAULT '',
	same_day INTEGER NOT NULL DEFAULT 0,
	anonymous INTEGER NOT NULL DEFAULT 0,
	phone TEXT NOT NULL DEFAULT '',
	phone_note TEXT NOT NULL DEFAULT '',
	languages TEXT NOT NULL DEFAULT '',
	hours TEXT NOT NULL DEFAULT '',
	note TEXT NOT NULL DEFAULT '',
	is_acute INTEGER NOT NULL DEFAULT 0 CHECK (is_acute IN (0, 1)),
	verified_on INTEGER,
	UNIQUE (owner_org_id, code)
) STRICT;

-- Other names by which people look for an organisation or service ("boj").
CREATE TABLE alias (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	organisation_id INTEGER NOT NULL REFERENCES organisation (id),
	name TEXT NOT NULL
) STRICT;

-- What other rooms may know of a service.
CREATE VIEW service_info AS
SELECT s.id AS service_id, s.owner_org_id, s.name AS service_name, o.name AS organisation_name,
	s.tracks, s.phone, s.phone_note, s.response, s.response_text, s.verified_on
FROM service s
JOIN organisation o ON o.id = s.organisation_id;
