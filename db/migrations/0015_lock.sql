-- Locked cards and referrals: only named colleagues see them, because somebody of the staff is a party
-- to the matter.  Each ledger has its locks of its own, and the hashes (who) of one ledger are not those
-- of the other: nothing says which card and which referral are about the same person.

-- room: auth

-- Who works with participants, by name: their colleagues choose among them.
CREATE VIEW team_worker AS
SELECT g.org_id, g.account_id, g.team_id AS worker_team_id, g.role AS worker_role, g.from_on,
	g.until_on, a.display_name
FROM role_grant g
JOIN account a ON a.id = g.account_id
WHERE a.is_disabled = 0 AND g.role IN (1, 2);

-- room: screening

-- ground: enum lock_ground.
CREATE TABLE card_lock (
	org_id INTEGER NOT NULL REFERENCES org (id),
	card_id INTEGER NOT NULL,
	ground INTEGER NOT NULL CHECK (ground BETWEEN 1 AND 4),
	PRIMARY KEY (org_id, card_id),
	FOREIGN KEY (org_id, card_id) REFERENCES card (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- who: keyed hash of an account, in the name of this ledger.
CREATE TABLE card_key (
	org_id INTEGER NOT NULL REFERENCES org (id),
	card_id INTEGER NOT NULL,
	who BLOB NOT NULL CHECK (length(who) = 32),
	PRIMARY KEY (org_id, card_id, who),
	FOREIGN KEY (org_id, card_id) REFERENCES card_lock (org_id, card_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Who looks in without a key, until when (seconds, a full hour).  It lasts an hour or two, and is in no
-- backup.
CREATE TABLE card_opening (
	org_id INTEGER NOT NULL REFERENCES org (id),
	card_id INTEGER NOT NULL,
	who BLOB NOT NULL CHECK (length(who) = 32),
	until_at INTEGER NOT NULL,
	PRIMARY KEY (org_id, card_id, who),
	FOREIGN KEY (org_id, card_id) REFERENCES card_lock (org_id, card_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- That somebody looked in.  reason: enum opening_reason.  is_for_auditor: no other team lead has a key,
-- so the auditor is told.  is_seen: a team lead has said so.
CREATE TABLE card_override (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	card_id INTEGER NOT NULL,
	who BLOB NOT NULL CHECK (length(who) = 32),
	reason INTEGER NOT NULL CHECK (reason BETWEEN 1 AND 4),
	opened_month INTEGER NOT NULL,
	is_for_auditor INTEGER NOT NULL CHECK (is_for_auditor IN (0, 1)),
	is_seen INTEGER NOT NULL DEFAULT 0 CHECK (is_seen IN (0, 1)),
	UNIQUE (org_id, id),
	FOREIGN KEY (org_id, card_id) REFERENCES card (org_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX card_override_card ON card_override (org_id, card_id);

-- Who sees a locked card now: keys hold for ever (to the year 9999).
CREATE VIEW card_sight AS
SELECT k.org_id, k.card_id, k.who, 253402300799 AS until_at FROM card_key k
UNION ALL
SELECT o.org_id, o.card_id, o.who, o.until_at FROM card_opening o;

-- room: referral

CREATE TABLE referral_lock (
	org_id INTEGER NOT NULL REFERENCES org (id),
	referral_id INTEGER NOT NULL,
	ground INTEGER NOT NULL CHECK (ground BETWEEN 1 AND 4),
	PRIMARY KEY (org_id, referral_id),
	FOREIGN KEY (org_id, referral_id) REFERENCES referral (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE referral_key (
	org_id INTEGER NOT NULL REFERENCES org (id),
	referral_id INTEGER NOT NULL,
	who BLOB NOT NULL CHECK (length(who) = 32),
	PRIMARY KEY (org_id, referral_id, who),
	FOREIGN KEY (org_id, referral_id) REFERENCES referral_lock (org_id, referral_id)
		ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE referral_opening (
	org_id INTEGER NOT NULL REFERENCES org (id),
	referral_id INTEGER NOT NULL,
	who BLOB NOT NULL CHECK (length(who) = 32),
	until_at INTEGER NOT NULL,
	PRIMARY KEY (org_id, referral_id, who),
	FOREIGN KEY (org_id, referral_id) REFERENCES referral_lock (org_id, referral_id)
		ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE referral_override (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	referral_id INTEGER NOT NULL,
	who BLOB NOT NULL CHECK (length(who) = 32),
	reason INTEGER NOT NULL CHECK (reason BETWEEN 1 AND 4),
	opened_month INTEGER NOT NULL,
	is_for_auditor INTEGER NOT NULL CHECK (is_for_auditor IN (0, 1)),
	is_seen INTEGER NOT NULL DEFAULT 0 CHECK (is_seen IN (0, 1)),
	UNIQUE (org_id, id),
	FOREIGN KEY (org_id, referral_id) REFERENCES referral (org_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX referral_override_referral ON referral_override (org_id, referral_id);

CREATE VIEW referral_sight AS
SELECT k.org_id, k.referral_id, k.who, 253402300799 AS until_at FROM referral_key k
UNION ALL
SELECT o.org_id, o.referral_id, o.who, o.until_at FROM referral_opening o;
