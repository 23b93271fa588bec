-- name: own_words_of :many
SELECT w.topic, w.words
FROM own_words w
WHERE w.org_id = scope_org() AND w.account_id = :account_id
ORDER BY w.topic;

-- name: own_words_put :exec
-- audit: none — notes of one's own that nobody else reads
INSERT INTO own_words (org_id, account_id, topic, words)
VALUES (scope_org(), :account_id, :topic, :words)
ON CONFLICT (org_id, account_id, topic) DO UPDATE SET words = excluded.words;

-- name: own_words_drop :exec
-- audit: none — notes of one's own that nobody else reads
DELETE FROM own_words
WHERE org_id = scope_org() AND account_id = :account_id AND topic = :topic;

-- name: own_words_all :many
-- column: name text
-- For the owner of the place, with the name of whoever still works there.
SELECT w.topic, w.words,
	ifnull((SELECT min(k.display_name) FROM team_worker k
		WHERE k.org_id = scope_org() AND k.account_id = w.account_id), '') AS name
FROM own_words w
WHERE w.org_id = scope_org()
ORDER BY name, w.account_id, w.topic;

-- name: own_words_left :one
-- Of those who no longer work with participants here.
SELECT count(*) AS n
FROM own_words w
WHERE w.org_id = scope_org() AND w.account_id NOT IN (
	SELECT k.account_id FROM team_worker k
	WHERE k.org_id = scope_org() AND ifnull(k.until_on, :today_on) >= :today_on);

-- name: own_words_forget :exec
-- audit: none — the purge writes one line for the place
DELETE FROM own_words
WHERE org_id = scope_org() AND account_id NOT IN (
	SELECT k.account_id FROM team_worker k
	WHERE k.org_id = scope_org() AND ifnull(k.until_on, :today_on) >= :today_on);
