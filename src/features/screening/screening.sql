-- name: team :one
-- A team of the place, with the rules of its intervention.
SELECT t.team_id, t.team_name, t.intervention_id, t.intervention_name, t.association_id,
	t.uses_cards, t.first_after, t.again_after, t.instrument_id, t.closed_month
FROM team_info t
WHERE t.org_id = scope_org() AND t.team_id = :team_id;

-- name: teams :many
-- The teams that somebody may ask for, by name.
SELECT t.team_id, t.team_name, t.intervention_id, t.intervention_name, t.uses_cards,
	t.closed_month
FROM team_info t
WHERE t.org_id = scope_org() AND ifnull(:team_id, 0) IN (0, t.team_id)
ORDER BY t.team_name, t.team_id;

-- name: add_card :one
-- audit: write card.create
INSERT INTO card (id, org_id, intervention_id, team_id, code, sex, age_band, start_month)
VALUES (random_id(), scope_org(), :intervention_id, :team_id, :code, :sex, :age_band,
	:start_month)
RETURNING id;

-- name: close_card :change
-- audit: none — the screening that closes it is audited in the same transaction
UPDATE card SET closed_month = :closed_month
WHERE org_id = scope_org() AND id = :id AND closed_month IS NULL;

-- name: card_by_code :one
-- param: who blob
-- param: now int
SELECT c.id
FROM card c
WHERE c.org_id = scope_org() AND c.code = :code AND ifnull(:team_id, 0) IN (0, c.team_id)
	AND (c.id NOT IN (SELECT l.card_id FROM card_lock l WHERE l.org_id = scope_org())
		OR c.id IN (SELECT k.card_id FROM card_sight k
			WHERE k.org_id = scope_org() AND k.who = :who AND k.until_at > :now));

-- name: card_code_taken :one
SELECT EXISTS (SELECT 1 FROM card c WHERE c.org_id = scope_org() AND c.code = :code)
	AS is_taken;

-- name: card :one
-- param: who blob
-- param: now int
-- A card of the team (or of the place), open or closed; one that is locked only for who has a key.
SELECT c.id, c.code, c.team_id, t.team_name, t.intervention_name, c.sex, c.age_band,
	c.start_month, c.closed_month
FROM card c
JOIN team_info t ON t.org_id = c.org_id AND t.team_id = c.team_id
WHERE c.org_id = scope_org() AND t.org_id = scope_org() AND c.id = :id
	AND ifnull(:team_id, 0) IN (0, c.team_id)
	AND (c.id NOT IN (SELECT l.card_id FROM card_lock l WHERE l.org_id = scope_org())
		OR c.id IN (SELECT k.card_id FROM card_sight k
			WHERE k.org_id = scope_org() AND k.who = :who AND k.until_at > :now));

-- name: occasions_of_card :many
SELECT s.month AS asked_month, s.face, s.outcome, s.reason
FROM screening s
WHERE s.org_id = scope_org() AND s.card_id = :card_id
ORDER BY s.month DESC, s.id;

-- name: add_due :one
-- audit: none — the card or the screening that makes it is audited in the same transaction
INSERT INTO due (id, org_id, card_id, due_month, ask_month)
VALUES (random_id(), scope_org(), :card_id, :due_month, :due_month)
RETURNING id;

-- name: due :one
-- param: who blob
-- param: now int
-- A time to ask, with its card, open or met.
SELECT d.id, d.card_id, d.due_month, d.ask_month, d.outcome, c.code, c.team_id,
	c.intervention_id, c.sex, c.age_band, c.closed_month
FROM due d
JOIN card c ON c.org_id = d.org_id AND c.id = d.card_id
WHERE d.org_id = scope_org() AND c.org_id = scope_org() AND d.id = :id
	AND ifnull(:team_id, 0) IN (0, c.team_id)
	AND (c.id NOT IN (SELECT l.card_id FROM card_lock l WHERE l.org_id = scope_org())
		OR c.id IN (SELECT k.card_id FROM card_sight k
			WHERE k.org_id = scope_org() AND k.who = :who AND k.until_at > :now));

-- name: due_of_card :one
-- The open time to ask of a card; there is at most one.
SELECT d.id
FROM due d
WHERE d.org_id = scope_org() AND d.card_id = :card_id AND d.outcome = 0
ORDER BY d.due_month
LIMIT 1;

-- name: due_page :many
-- param: who blob
-- param: now int
-- Whom to ask, oldest first, in the order of the index, so that a page costs what it shows.
-- param: n int
-- param: skip int
SELECT d.id, d.card_id, c.code, c.team_id, t.team_name, t.intervention_name, c.sex, c.age_band,
	d.due_month, d.ask_month
FROM due d
JOIN card c ON c.org_id = d.org_id AND c.id = d.card_id
JOIN team_info t ON t.org_id = c.org_id AND t.team_id = c.team_id
WHERE d.org_id = scope_org() AND c.org_id = scope_org() AND t.org_id = scope_org()
	AND d.outcome = 0 AND d.ask_month <= :until_month AND c.closed_month IS NULL
	AND ifnull(:team_id, 0) IN (0, c.team_id)
	AND ifnull(:intervention_id, 0) IN (0, c.intervention_id)
	AND (c.id NOT IN (SELECT l.card_id FROM card_lock l WHERE l.org_id = scope_org())
		OR c.id IN (SELECT k.card_id FROM card_sight k
			WHERE k.org_id = scope_org() AND k.who = :who AND k.until_at > :now))
ORDER BY d.ask_month, d.id
LIMIT :n OFFSET :skip;

-- name: due_count :one
-- param: who blob
-- param: now int
SELECT count(*) AS n
FROM due d
JOIN card c ON c.org_id = d.org_id AND c.id = d.card_id
WHERE d.org_id = scope_org() AND c.org_id = scope_org()
	AND d.outcome = 0 AND d.ask_month <= :until_month AND c.closed_month IS NULL
	AND ifnull(:team_id, 0) IN (0, c.team_id)
	AND ifnull(:intervention_id, 0) IN (0, c.intervention_id)
	AND (c.id NOT IN (SELECT l.card_id FROM card_lock l WHERE l.org_id = scope_org())
		OR c.id IN (SELECT k.card_id FROM card_sight k
			WHERE k.org_id = scope_org() AND k.who = :who AND k.until_at > :now));

-- name: not_asked_count :one
-- param: who blob
-- param: now int
SELECT count(*) AS n
FROM due d
JOIN card c ON c.org_id = d.org_id AND c.id = d.card_id
JOIN team_info t ON t.org_id = c.org_id AND t.team_id = c.team_id
WHERE d.org_id = scope_org() AND c.org_id = scope_org() AND t.org_id = scope_org()
	AND d.outcome = 0 AND d.due_month <= :until_month AND c.closed_month IS NULL
	AND ifnull(:team_id, 0) IN (0, c.team_id)
	AND (c.id NOT IN (SELECT l.card_id FROM card_lock l WHERE l.org_id = scope_org())
		OR c.id IN (SELECT k.card_id FROM card_sight k
			WHERE k.org_id = scope_org() AND k.who = :who AND k.until_at > :now));

-- name: not_asked :many
-- param: who blob
-- param: now int
-- Who was due up to a month and has not been asked, and why not the last time.
-- cap: 1000
SELECT d.id, d.card_id, c.code, t.team_name, t.intervention_name, c.sex, c.age_band,
	d.due_month,
	ifnull((SELECT s.reason FROM screening s
		WHERE s.org_id = scope_org() AND s.card_id = d.card_id AND s.due_id = d.id
		ORDER BY s.month DESC, s.id LIMIT 1), 0) AS last_reason
FROM due d
JOIN card c ON c.org_id = d.org_id AND c.id = d.card_id
JOIN team_info t ON t.org_id = c.org_id AND t.team_id = c.team_id
WHERE d.org_id = scope_org() AND c.org_id = scope_org() AND t.org_id = scope_org()
	AND d.outcome = 0 AND d.due_month <= :until_month AND c.closed_month IS NULL
	AND ifnull(:team_id, 0) IN (0, c.team_id)
	AND (c.id NOT IN (SELECT l.card_id FROM card_lock l WHERE l.org_id = scope_org())
		OR c.id IN (SELECT k.card_id FROM card_sight k
			WHERE k.org_id = scope_org() AND k.who = :who AND k.until_at > :now))
ORDER BY d.due_month, t.team_name, c.code
LIMIT 1000;

-- name: set_met :change
-- audit: none — the screening that meets it is audited in the same transaction
UPDATE due SET outcome = :outcome, met_month = :met_month
WHERE org_id = scope_org() AND id = :id AND outcome = 0;

-- name: set_ask_month :change
-- audit: none — the screening that moves it is audited in the same transaction
UPDATE due SET ask_month = :ask_month
WHERE org_id = scope_org() AND id = :id AND outcome = 0;

-- name: add_occasion :one
-- audit: write screening.record
INSERT INTO screening (id, org_id, intervention_id, team_id, card_id, due_id, month, face,
	outcome, reason, lang, has_interpreter, sex, age_band)
VALUES (random_id(), scope_org(), :intervention_id, :team_id, :card_id, :due_id, :month, :face,
	:outcome, :reason, :lang, :has_interpreter, :sex, :age_band)
RETURNING id;

-- name: add_to_sum :exec
-- audit: none — the screening that is summed is audited in the same transaction
INSERT INTO occasion_sum (org_id, intervention_id, team_id, month, sex, outcome, reason, n)
VALUES (scope_org(), :intervention_id, :team_id, :month, :sex, :outcome, :reason, :n)
ON CONFLICT (org_id, intervention_id, month, team_id, sex, outcome, reason)
DO UPDATE SET n = n + excluded.n;

-- name: take_person_out :exec
-- audit: none — the change of her due dates that it is for is audited in the same transaction
-- Before the due dates of a card change; put_person_in follows after it.
UPDATE person_sum SET n_due = person_sum.n_due - p.n_due,
	n_answered = person_sum.n_answered - p.n_answered,
	n_asked = person_sum.n_asked - p.n_asked
FROM person_part p
WHERE p.org_id = scope_org() AND p.card_id = :card_id AND person_sum.org_id = scope_org()
	AND person_sum.intervention_id = p.intervention_id AND person_sum.months = p.months
	AND person_sum.from_month = p.from_month AND person_sum.team_id = p.team_id
	AND person_sum.sex = p.sex AND person_sum.age_band = p.age_band
	AND person_sum.month = p.month;

-- name: put_person_in :exec
-- audit: none — the change of her due dates that it is for is audited in the same transaction
INSERT INTO person_sum (org_id, intervention_id, months, from_month, team_id, sex, age_band,
	month, n_due, n_answered, n_asked)
SELECT scope_org(), p.intervention_id, p.months, p.from_month, p.team_id, p.sex, p.age_band,
	p.month, p.n_due, p.n_answered, p.n_asked
FROM person_part p
WHERE p.org_id = scope_org() AND p.card_id = :card_id
ON CONFLICT (org_id, intervention_id, months, from_month, team_id, sex, age_band, month)
DO UPDATE SET n_due = n_due + excluded.n_due,
	n_answered = n_answered + excluded.n_answered, n_asked = n_asked + excluded.n_asked;

-- name: drop_empty_persons :exec
-- audit: none — nothing is lost: sums of nobody, which would tell that there had been somebody
DELETE FROM person_sum
WHERE org_id = scope_org() AND n_due = 0 AND n_answered = 0 AND n_asked = 0;

-- name: add_posting :exec
-- audit: none — a posting key is no case data, and its screening is audited
INSERT INTO posting (key_hash, day) VALUES (:key_hash, :day);

-- name: set_denominator :exec
-- audit: write denominator.set
INSERT INTO denominator (org_id, intervention_id, quarter, sex, n)
VALUES (scope_org(), :intervention_id, :quarter, :sex, :n)
ON CONFLICT (org_id, intervention_id, quarter, sex) DO UPDATE SET n = excluded.n;

-- name: load_denominator :exec
-- audit: none — whoever loads an invented nation writes one line for each of its places
INSERT INTO denominator (org_id, intervention_id, quarter, sex, n)
VALUES (scope_org(), :intervention_id, :quarter, :sex, :n);

-- name: denominators :many
-- The typed numbers of an intervention, newest quarter first.
SELECT d.quarter, d.sex, d.n
FROM denominator d
WHERE d.org_id = scope_org() AND d.intervention_id = :intervention_id
ORDER BY d.quarter DESC, d.sex
LIMIT 60;

-- name: instrument :one
SELECT i.id, i.code, i.version, i.lang, i.title, i.source, i.is_locked
FROM instrument i
WHERE i.id = :id;

-- name: newest_instrument :one
SELECT i.id, i.code, i.version, i.lang, i.title, i.source, i.is_locked
FROM instrument i
WHERE i.lang = 'sv'
ORDER BY length(i.version) DESC, i.version DESC, i.code
LIMIT 1;

-- name: instrument_by_version :one
SELECT i.id, i.source, i.is_locked
FROM instrument i
WHERE i.code = :code AND i.version = :version AND i.lang = :lang;

-- name: instrument_elsewhere :one
-- The same version in another language.
SELECT i.source
FROM instrument i
WHERE i.code = :code AND i.version = :version AND i.lang <> :lang
ORDER BY i.lang
LIMIT 1;

-- name: instruments :many
-- Every version in every language, byte for byte as it was taken in.
SELECT i.code, i.version, i.lang, i.source
FROM instrument i
ORDER BY i.code, i.version, i.lang;

-- name: add_instrument :one
-- audit: write instrument.import
INSERT INTO instrument (id, code, version, lang, title, source)
VALUES (random_id(), :code, :version, :lang, :title, :source)
RETURNING id;

-- name: replace_instrument :change
-- audit: write instrument.import
UPDATE instrument SET title = :title, source = :source
WHERE id = :id AND is_locked = 0;

-- name: lock_instrument :exec
-- audit: none — the screening that locks it is audited in the same transaction
UPDATE instrument SET is_locked = 1 WHERE id = :id AND is_locked = 0;

-- name: lock_translation :exec
-- audit: none — the screening that locks it is audited in the same transaction
UPDATE instrument SET is_locked = 1
WHERE is_locked = 0 AND lang = :lang
	AND (code, version) IN (SELECT o.code, o.version FROM instrument o WHERE o.id = :id);

-- name: export_asks :many
-- The ask list: every time to ask of every card, closed ones too.
-- cap: 1000000
SELECT c.code, c.team_id, c.sex, c.age_band, c.start_month, c.closed_month, d.due_month,
	d.ask_month, d.outcome, d.met_month
FROM card c
JOIN due d ON d.org_id = c.org_id AND d.card_id = c.id
WHERE c.org_id = scope_org() AND d.org_id = scope_org()
ORDER BY c.code, d.due_month;
