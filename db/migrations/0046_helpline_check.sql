-- National help lines are compared with whoever answers there, without a new build (doc/decisions/0042).

-- room: catalogue

-- Each time, the n-th of its line.  phone, hours: what the program said then; of others nothing is said.
-- how: as in service_check.  evidence: where it stands, never who said it.
CREATE TABLE helpline_check (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	helpline_code TEXT NOT NULL,
	n INTEGER NOT NULL CHECK (n > 0),
	phone TEXT NOT NULL,
	hours TEXT NOT NULL,
	is_right INTEGER NOT NULL CHECK (is_right IN (0, 1)),
	checked_on INTEGER NOT NULL,
	how INTEGER NOT NULL CHECK (how BETWEEN 1 AND 4),
	account_id INTEGER NOT NULL REFERENCES account (id),
	evidence TEXT NOT NULL DEFAULT '',
	UNIQUE (helpline_code, n)
) STRICT;

-- any place: the last of each line, and which place says so.
CREATE VIEW helpline_word AS
SELECT c.helpline_code, c.phone, c.hours, c.is_right, c.checked_on, c.how, o.name AS place_name
FROM helpline_check c
JOIN org o ON o.id = c.owner_org_id
WHERE c.n = (SELECT max(d.n) FROM helpline_check d WHERE d.helpline_code = c.helpline_code);

CREATE TRIGGER public_change_helpline AFTER INSERT ON helpline_check
BEGIN
	UPDATE public_change SET n = n + 1;
END;
