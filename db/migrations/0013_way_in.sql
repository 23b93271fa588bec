-- room: auth

-- A one-time link by which somebody sets her own password: kind 1 invitation, 2 reset.  One an account,
-- so that a newer one ends the older.  token_hash: of the text in the link, which stands nowhere.
-- place_org_id: where it was made, whose chain its use is recorded in; NULL: by the command line.
-- In no backup.
CREATE TABLE login_link (
	account_id INTEGER PRIMARY KEY REFERENCES account (id),
	token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
	kind INTEGER NOT NULL CHECK (kind IN (1, 2)),
	expires_at INTEGER NOT NULL,
	place_org_id INTEGER REFERENCES org (id),
	made_by INTEGER REFERENCES account (id),
	is_used INTEGER NOT NULL DEFAULT 0 CHECK (is_used IN (0, 1))
) STRICT;

-- What happened to somebody's account through somebody else, shown until she has read it.
-- kind: enum notice_kind in core/auth/notice.h.  role and place_org_id: of a role.
CREATE TABLE notice (
	id INTEGER PRIMARY KEY,
	account_id INTEGER NOT NULL REFERENCES account (id),
	kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 8),
	role INTEGER NOT NULL DEFAULT 0 CHECK (role BETWEEN 0 AND 7),
	place_org_id INTEGER REFERENCES org (id),
	by_id INTEGER REFERENCES account (id),
	confirmed_by INTEGER REFERENCES account (id),
	made_on INTEGER NOT NULL
) STRICT;
CREATE INDEX notice_of ON notice (account_id);

-- is_password_handed: somebody else knows the password; it opens nothing but the page that changes it.
ALTER TABLE account ADD COLUMN is_password_handed INTEGER NOT NULL DEFAULT 0
	CHECK (is_password_handed IN (0, 1));
-- The day of the newest log-in and of the one before it, which its owner is shown.
ALTER TABLE account ADD COLUMN last_login_on INTEGER;
ALTER TABLE account ADD COLUMN login_before_on INTEGER;

-- 1: hidden or left; the session opens nothing before its owner's PIN.
ALTER TABLE session ADD COLUMN is_locked INTEGER NOT NULL DEFAULT 0
	CHECK (is_locked IN (0, 1));
