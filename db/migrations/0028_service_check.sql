-- Who looks after an entry of the catalogue, and how it was found to be true.

-- room: catalogue

-- Whoever sees to it that the entry is checked; NULL = no one in particular.
ALTER TABLE service ADD COLUMN keeper_account_id INTEGER REFERENCES account (id);

-- Each time the facts were compared with the service itself: the n-th.  version: of the acute facts.
-- how: 1 call, 2 visit, 3 letter or mail, 4 the service itself said so (enum catalogue_source).
-- account_id NULL: by a one-time link.  evidence: where it stands, never who said it.
CREATE TABLE service_check (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	service_id INTEGER NOT NULL REFERENCES service (id),
	n INTEGER NOT NULL CHECK (n > 0),
	version INTEGER NOT NULL,
	checked_on INTEGER NOT NULL,
	how INTEGER NOT NULL CHECK (how BETWEEN 1 AND 4),
	account_id INTEGER REFERENCES account (id),
	evidence TEXT NOT NULL DEFAULT '',
	UNIQUE (service_id, n)
) STRICT;

-- A one-time link by which a service confirms what the catalogue says of it.  token_hash: of the text in
-- the link, which stands nowhere.  until_on: its last day.  answer: 0 none yet, 1 right, 2 something is
-- wrong.  is_settled: somebody has checked the entry since, or a newer link replaces it.
CREATE TABLE service_inquiry (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	service_id INTEGER NOT NULL REFERENCES service (id),
	version INTEGER NOT NULL,
	token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
	account_id INTEGER NOT NULL REFERENCES account (id),
	asked_on INTEGER NOT NULL,
	until_on INTEGER NOT NULL,
	answered_on INTEGER,
	answer INTEGER NOT NULL DEFAULT 0 CHECK (answer BETWEEN 0 AND 2),
	is_settled INTEGER NOT NULL DEFAULT 0 CHECK (is_settled IN (0, 1))
) STRICT;
CREATE INDEX service_inquiry_service ON service_inquiry (service_id);
CREATE INDEX service_to_check ON service (owner_org_id, is_acute, verified_on);
