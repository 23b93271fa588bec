-- room: auth

-- The second step of a log-in: the secret of somebody's app, encrypted under totp.key, which lies
-- outside the data folder.  It counts only after a right code has come back (is_trusted).
-- last_step: the newest 30-second step whose code was used; a code opens once.  Forgotten when no
-- code of it can be right any more, so that it does not tell when somebody logged in.
CREATE TABLE totp (
	account_id INTEGER PRIMARY KEY REFERENCES account (id),
	secret BLOB NOT NULL,
	is_trusted INTEGER NOT NULL DEFAULT 0 CHECK (is_trusted IN (0, 1)),
	last_step INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE recovery_code (
	account_id INTEGER NOT NULL REFERENCES account (id),
	code_hash BLOB NOT NULL CHECK (length(code_hash) = 32),
	PRIMARY KEY (account_id, code_hash)
) STRICT, WITHOUT ROWID;

-- 1: the password was right, the code is still to come; such a session opens nothing.
ALTER TABLE session ADD COLUMN awaits_code INTEGER NOT NULL DEFAULT 0
	CHECK (awaits_code IN (0, 1));
