-- room: guidance

-- An association's own texts in place of the shipped ones (content/guidance).
CREATE TABLE guidance_text (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	topic TEXT NOT NULL,
	lang TEXT NOT NULL,
	body TEXT NOT NULL,
	source TEXT NOT NULL DEFAULT '',
	UNIQUE (owner_org_id, topic, lang)
) STRICT;
