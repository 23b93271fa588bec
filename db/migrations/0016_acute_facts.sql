-- What somebody may act on tonight is changed by two persons: one proposes, another accepts.

-- room: catalogue

-- Counts the changes of the acute facts: phone, phone_note, hours, same_day, is_acute.  Whoever
-- changes them says which version he saw.
ALTER TABLE service ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0);

-- The acute facts as they were from a day on (NULL = from before this was kept).  The last version is
-- what `service` says.
CREATE TABLE service_version (
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	service_id INTEGER NOT NULL REFERENCES service (id),
	version INTEGER NOT NULL CHECK (version > 0),
	from_on INTEGER,
	phone TEXT NOT NULL,
	phone_note TEXT NOT NULL,
	hours TEXT NOT NULL,
	same_day INTEGER NOT NULL,
	is_acute INTEGER NOT NULL CHECK (is_acute IN (0, 1)),
	PRIMARY KEY (service_id, version)
) STRICT, WITHOUT ROWID;

-- What somebody says has changed since base_version; nothing of it holds until it is accepted.
-- owner_org_id: the place of whoever proposes, which need not be the service's.  account_id NULL:
-- the import.  checked_on: when it was compared with the service itself, NULL = never.
-- source: enum catalogue_source.
CREATE TABLE service_proposal (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	service_id INTEGER NOT NULL,
	base_version INTEGER NOT NULL,
	account_id INTEGER REFERENCES account (id),
	proposed_on INTEGER NOT NULL,
	checked_on INTEGER,
	source INTEGER NOT NULL CHECK (source BETWEEN 0 AND 5),
	phone TEXT NOT NULL,
	phone_note TEXT NOT NULL,
	hours TEXT NOT NULL,
	same_day INTEGER NOT NULL,
	is_acute INTEGER NOT NULL CHECK (is_acute IN (0, 1)),
	FOREIGN KEY (service_id, base_version) REFERENCES service_version (service_id, version)
) STRICT;
CREATE INDEX service_proposal_service ON service_proposal (service_id);

-- How a proposal ended, once: 1 accepted, 2 declined, 3 withdrawn (enum catalogue_verdict).
-- made_version: what it became, 0 unless accepted.
CREATE TABLE service_decision (
	service_proposal_id INTEGER PRIMARY KEY REFERENCES service_proposal (id),
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	verdict INTEGER NOT NULL CHECK (verdict BETWEEN 1 AND 3),
	made_version INTEGER NOT NULL DEFAULT 0,
	account_id INTEGER REFERENCES account (id),
	decided_on INTEGER NOT NULL
) STRICT;

INSERT INTO service_version (owner_org_id, service_id, version, phone, phone_note, hours,
	same_day, is_acute)
SELECT owner_org_id, id, 1, phone, phone_note, hours, same_day, is_acute
FROM service;
