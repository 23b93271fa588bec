-- Searching a catalogue of a hundred thousand services, and importing one.

-- room: catalogue

-- The aliases of one organisation are found without reading all of them.
CREATE INDEX alias_organisation ON alias (organisation_id);

-- Everything that a word may be found in.
CREATE VIEW service_text AS
SELECT s.id AS service_id, s.owner_org_id,
	o.name || ' ' || o.code || ' ' || o.note || ' ' || ifnull(p.name, '') || ' '
	|| ifnull((SELECT group_concat(x.name, ' ') FROM alias x
		WHERE x.organisation_id = o.id), '')
	|| ' ' || s.name || ' ' || s.target_groups || ' ' || o.municipality || ' '
	|| s.note AS text
FROM service s
JOIN organisation o ON o.id = s.organisation_id
LEFT JOIN organisation p ON p.id = o.parent_id;

-- The same without case and accents, two spaces between words (search_text of core/db), by the service's
-- id; whoever changes a text of it writes it anew in the same transaction.  Trigrams find parts of words,
-- which Swedish puts together, and where they stand need not be known: what they find is looked at.
CREATE VIRTUAL TABLE service_find USING fts5(words, owner_org_id UNINDEXED,
	tokenize = 'trigram', detail = none, columnsize = 0);
INSERT INTO service_find (rowid, owner_org_id, words)
SELECT t.service_id, t.owner_org_id, search_text(t.text)
FROM service_text t
ORDER BY t.service_id;
