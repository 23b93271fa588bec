-- Places, teams and people.
-- A table with a column org_id belongs to one place: every query must say x.org_id = scope_org().
-- A table with a column owner_org_id is read by every place and written by its owner only.

-- room: people

-- A place to act in.  kind: 1 party, 2 association, 3 nation.
CREATE TABLE org (
	id INTEGER PRIMARY KEY,
	kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3),
	code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 2 AND 40),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 2 AND 200)
) STRICT;

-- A financed team: one controller party (org_id), one association.
-- Counts-only interventions (uses_cards 0) have no ask list but typed denominators.
CREATE TABLE intervention (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	association_id INTEGER NOT NULL REFERENCES org (id),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 2 AND 200),
	uses_cards INTEGER NOT NULL CHECK (uses_cards IN (0, 1)),
	-- months from start to the first asking, and from one asking to the next (0 = asked once)
	first_after INTEGER NOT NULL DEFAULT 0 CHECK (first_after BETWEEN 0 AND 24),
	again_after INTEGER NOT NULL DEFAULT 12 CHECK (again_after BETWEEN 0 AND 60),
	instrument_id INTEGER REFERENCES instrument (id),
	closed_month INTEGER,
	UNIQUE (org_id, id),
	UNIQUE (org_id, name)
) STRICT;

CREATE TABLE intervention_partner (
	org_id INTEGER NOT NULL REFERENCES org (id),
	intervention_id INTEGER NOT NULL,
	partner_id INTEGER NOT NULL REFERENCES org (id),
	PRIMARY KEY (org_id, intervention_id, partner_id),
	FOREIGN KEY (org_id, intervention_id) REFERENCES intervention (org_id, id)
) STRICT, WITHOUT ROWID;

-- municipality: name as in the catalogue ("Södertälje"); guidance proposes services there first.
CREATE TABLE team (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	intervention_id INTEGER NOT NULL,
	name TEXT NOT NULL CHECK (length(name) BETWEEN 2 AND 200),
	municipality TEXT NOT NULL DEFAULT '',
	UNIQUE (org_id, id),
	UNIQUE (org_id, name),
	FOREIGN KEY (org_id, intervention_id) REFERENCES intervention (org_id, id)
) STRICT;

-- What other rooms may know of a team and its intervention.
CREATE VIEW team_info AS
SELECT t.org_id, t.id AS team_id, t.name AS team_name, t.municipality, t.intervention_id,
	i.name AS intervention_name, i.association_id, i.uses_cards, i.first_after,
	i.again_after, i.instrument_id
FROM team t
JOIN intervention i ON i.org_id = t.org_id AND i.id = t.intervention_id
WHERE i.closed_month IS NULL;

-- What everybody may know of a place and a team: their names, for choosing where to act.
CREATE VIEW place_name AS
SELECT o.id AS place_id, o.kind, o.code, o.name AS place_name
FROM org o;

-- any place: the name of a team is no secret; whoever may act in several places sees them to choose.
CREATE VIEW team_name AS
SELECT t.id AS named_team_id, t.org_id AS place_id, t.name AS team_name
FROM team t;

-- room: auth

-- Owned by core/auth.  Staff only; participants have no account.
CREATE TABLE account (
	id INTEGER PRIMARY KEY,
	login TEXT NOT NULL UNIQUE,
	display_name TEXT NOT NULL,
	password_hash TEXT NOT NULL,
	pin_hash TEXT NOT NULL DEFAULT '',
	lang INTEGER NOT NULL DEFAULT 0,
	is_disabled INTEGER NOT NULL DEFAULT 0 CHECK (is_disabled IN (0, 1)),
	created_on INTEGER NOT NULL
) STRICT;

-- role: enum role in core/auth/scope.h.  team_id NULL = the whole place.
CREATE TABLE role_grant (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	account_id INTEGER NOT NULL REFERENCES account (id),
	role INTEGER NOT NULL CHECK (role BETWEEN 1 AND 7),
	team_id INTEGER,
	from_on INTEGER NOT NULL,
	until_on INTEGER,
	FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id)
) STRICT;
CREATE UNIQUE INDEX role_grant_once
	ON role_grant (org_id, account_id, role, ifnull(team_id, 0));

-- token_hash: BLAKE2b of the cookie's token.  Times in seconds: sessions live a day and are in no backup.
CREATE TABLE session (
	token_hash BLOB PRIMARY KEY,
	account_id INTEGER NOT NULL REFERENCES account (id),
	place_org_id INTEGER REFERENCES org (id),
	place_team_id INTEGER REFERENCES team (id),
	opened_at INTEGER NOT NULL,
	seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
