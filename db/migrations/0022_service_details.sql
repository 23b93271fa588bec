-- The other facts of a service have versions of their own: two editors do not overwrite each other,
-- and what was can be had back.

-- room: catalogue

ALTER TABLE service ADD COLUMN details_version INTEGER NOT NULL DEFAULT 1
	CHECK (details_version > 0);
-- Whom to call when this one is closed.
ALTER TABLE service ADD COLUMN next_service_id INTEGER REFERENCES service (id);
-- A word that asks for help without saying so: where it is known, who keeps it, and when its staff was
-- last trained.  None of it is public.
ALTER TABLE service ADD COLUMN code_word_place TEXT NOT NULL DEFAULT '';
ALTER TABLE service ADD COLUMN code_word_owner TEXT NOT NULL DEFAULT '';
ALTER TABLE service ADD COLUMN code_word_trained_on INTEGER;
-- What is agreed: places a month, and with whom about what.
ALTER TABLE service ADD COLUMN housing_places INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service ADD COLUMN agreement TEXT NOT NULL DEFAULT '';

-- The details as they were; the last version is what `service` and `service_area` say.
-- account_id NULL: the import, or from before this was kept.
CREATE TABLE service_details_version (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	service_id INTEGER NOT NULL REFERENCES service (id),
	version INTEGER NOT NULL CHECK (version > 0),
	changed_on INTEGER,
	account_id INTEGER REFERENCES account (id),
	visibility INTEGER NOT NULL,
	phone_visibility INTEGER NOT NULL,
	hours_visibility INTEGER NOT NULL,
	practical_visibility INTEGER NOT NULL,
	note_visibility INTEGER NOT NULL,
	is_protected INTEGER NOT NULL CHECK (is_protected IN (0, 1)),
	on_phone_bill INTEGER NOT NULL,
	staff_phone TEXT NOT NULL,
	website TEXT NOT NULL,
	cost INTEGER NOT NULL,
	cost_text TEXT NOT NULL,
	bring TEXT NOT NULL,
	area TEXT NOT NULL,
	next_service_id INTEGER REFERENCES service (id),
	code_word_place TEXT NOT NULL,
	code_word_owner TEXT NOT NULL,
	code_word_trained_on INTEGER,
	housing_places INTEGER NOT NULL,
	agreement TEXT NOT NULL,
	UNIQUE (service_id, version)
) STRICT;
