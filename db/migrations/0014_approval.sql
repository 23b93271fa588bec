-- room: auth

-- A change that needs a second person.  kind: enum approval_kind; role, team_id and until_on are
-- those of the role that is asked for.  state: enum approval_state; waiting is over after
-- expires_on.  decided_by_id NULL with a state other than waiting: whoever runs Lotsa decided.
CREATE TABLE approval (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	account_id INTEGER NOT NULL REFERENCES account (id),
	kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 2),
	role INTEGER NOT NULL CHECK (role BETWEEN 0 AND 7),
	team_id INTEGER,
	until_on INTEGER,
	asked_by_id INTEGER NOT NULL REFERENCES account (id),
	asked_on INTEGER NOT NULL,
	expires_on INTEGER NOT NULL,
	state INTEGER NOT NULL DEFAULT 1 CHECK (state BETWEEN 1 AND 4),
	decided_by_id INTEGER REFERENCES account (id),
	decided_on INTEGER,
	CHECK (decided_by_id IS NULL OR state = 4
		OR (decided_by_id <> asked_by_id AND decided_by_id <> account_id)),
	CHECK (asked_by_id <> account_id),
	UNIQUE (org_id, id),
	FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id)
) STRICT;
CREATE INDEX approval_of_place ON approval (org_id, state);

-- What was done to an account, for whoever administers it: days, never times.  The rows of the audit
-- trail stay sealed; this is no proof, but tells what happened and what can be undone.
-- org_id 0 and by_id NULL: whoever runs Lotsa.  nr: the n-th change of the account.
-- kind: enum change_kind.  second_id: who confirmed.  was: the name before a new one.
-- was_until_on: the last day of a role before it got another one.
CREATE TABLE account_change (
	account_id INTEGER NOT NULL REFERENCES account (id),
	nr INTEGER NOT NULL CHECK (nr > 0),
	org_id INTEGER NOT NULL,
	kind INTEGER NOT NULL CHECK (kind > 0),
	done_on INTEGER NOT NULL,
	by_id INTEGER REFERENCES account (id),
	second_id INTEGER REFERENCES account (id),
	role INTEGER NOT NULL DEFAULT 0,
	team_id INTEGER REFERENCES team (id),
	until_on INTEGER,
	was_until_on INTEGER,
	was TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (org_id, account_id, nr)
) STRICT, WITHOUT ROWID;
