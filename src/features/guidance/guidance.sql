-- name: own_texts :many
-- The texts that the place's association (or the place itself) has put in place of the shipped ones.
SELECT g.topic, g.lang, g.body, g.source
FROM guidance_text g
WHERE g.owner_org_id = scope_org()
	OR g.owner_org_id IN (SELECT t.association_id FROM team_info t
		WHERE t.org_id = scope_org() AND (:team_id = 0 OR t.team_id = :team_id))
ORDER BY g.topic, g.lang, g.id;

-- name: export_texts :many
-- What the place itself has put in place of the shipped texts.
SELECT g.topic, g.lang, g.body, g.source
FROM guidance_text g
WHERE g.owner_org_id = scope_org()
ORDER BY g.topic, g.lang;

-- name: municipality :many
-- Of the team, for what lies near; one row when the place is known to be one.
SELECT DISTINCT t.municipality
FROM team_info t
WHERE t.org_id = scope_org() AND (:team_id = 0 OR t.team_id = :team_id);

-- name: put_text :exec
-- audit: write guidance.text
INSERT INTO guidance_text (id, owner_org_id, topic, lang, body, source)
VALUES (random_id(), scope_org(), :topic, :lang, :body, :source)
ON CONFLICT (owner_org_id, topic, lang) DO UPDATE SET body = excluded.body,
	source = excluded.source;

-- name: drop_text :exec
-- audit: write guidance.text
DELETE FROM guidance_text
WHERE owner_org_id = scope_org() AND topic = :topic AND lang = :lang;
