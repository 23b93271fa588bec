-- A service that is not in the catalogue yet is proposed as a change of one is.

-- room: catalogue

-- As before; of a service that is not there service_id is NULL, and the organisation is said.
CREATE TABLE service_proposal_new (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	service_id INTEGER,
	organisation_id INTEGER REFERENCES organisation (id),
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
	entry_routes INTEGER NOT NULL,
	requires INTEGER NOT NULL,
	response_text TEXT NOT NULL,
	anonymous INTEGER NOT NULL,
	ended_on INTEGER,
	end_reason INTEGER NOT NULL,
	name TEXT NOT NULL,
	tracks INTEGER NOT NULL,
	target_groups TEXT NOT NULL,
	age_from INTEGER NOT NULL,
	age_to INTEGER NOT NULL,
	languages TEXT NOT NULL,
	note TEXT NOT NULL,
	FOREIGN KEY (service_id, base_version) REFERENCES service_version (service_id, version),
	CHECK ((service_id IS NULL) <> (organisation_id IS NULL))
) STRICT;
INSERT INTO service_proposal_new (id, owner_org_id, service_id, base_version, account_id,
	proposed_on, checked_on, source, phone, phone_note, hours, same_day, is_acute,
	entry_routes, requires, response_text, anonymous, ended_on, end_reason, name, tracks,
	target_groups, age_from, age_to, languages, note)
SELECT id, owner_org_id, service_id, base_version, account_id,
	proposed_on, checked_on, source, phone, phone_note, hours, same_day, is_acute,
	entry_routes, requires, response_text, anonymous, ended_on, end_reason, name, tracks,
	target_groups, age_from, age_to, languages, note
FROM service_proposal;
DROP TABLE service_proposal;
ALTER TABLE service_proposal_new RENAME TO service_proposal;
CREATE INDEX service_proposal_service ON service_proposal (service_id);

-- The service that was made of a proposal of a new one.
ALTER TABLE service_decision ADD COLUMN made_service_id INTEGER REFERENCES service (id);
