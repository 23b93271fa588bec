-- room: auth

-- How often somebody guessed at the way in, and until when the next try is not looked at.
-- who: keyed hash of a log-in name as typed, of an address, or of an account at its second step; the
-- key lies outside the data folder.  Kept a day, and in no backup.
CREATE TABLE login_delay (
	who BLOB PRIMARY KEY CHECK (length(who) = 32),
	tries INTEGER NOT NULL CHECK (tries > 0),
	until_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
