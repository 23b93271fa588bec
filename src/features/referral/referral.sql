-- name: add :one
-- audit: write referral.offer
INSERT INTO referral (id, org_id, team_id, slip_code, track, service_id, mode, ground,
	consent_scope,
	consent_until_on, state, offered_month, followup_on, sessions_planned)
VALUES (random_id(), scope_org(), :team_id, :slip_code, :track, :service_id, :mode, :ground,
	:consent_scope, :consent_until_on, :state, :offered_month, :followup_on,
	:sessions_planned)
RETURNING id;

-- name: by_slip :one
-- param: who blob
-- param: now int
-- The referral that a slip code was given to, for a form that is sent twice.
SELECT r.id, r.service_id, r.team_id
FROM referral r
WHERE r.org_id = scope_org() AND r.slip_code = :slip_code
	AND (r.id NOT IN (SELECT l.referral_id FROM referral_lock l
			WHERE l.org_id = scope_org())
		OR r.id IN (SELECT k.referral_id FROM referral_sight k
			WHERE k.org_id = scope_org() AND k.who = :who AND k.until_at > :now));

-- name: rows :many
-- param: who blob
-- param: now int
-- The referrals of a team (0 = of the place), one of them, or all that are open; oldest follow-up first.
-- A service that has left the catalogue since is still named by its referral.
SELECT r.id, r.team_id, r.slip_code, r.track, r.service_id, s.service_name, s.organisation_name,
	s.phone, r.mode, r.ground, r.consent_scope, r.consent_until_on, r.state,
	r.offered_month,
	r.followup_on, r.sessions_done, r.sessions_planned, r.contact_delay, r.reason,
	r.closed_month
FROM referral r
JOIN service_info s ON s.service_id = r.service_id
WHERE r.org_id = scope_org() AND (:team_id = 0 OR r.team_id = :team_id)
	AND (:id = 0 AND r.closed_month IS NULL OR r.id = :id)
	AND (r.id NOT IN (SELECT l.referral_id FROM referral_lock l
			WHERE l.org_id = scope_org())
		OR r.id IN (SELECT k.referral_id FROM referral_sight k
			WHERE k.org_id = scope_org() AND k.who = :who AND k.until_at > :now))
ORDER BY r.followup_on, r.id;

-- name: due_count :one
-- param: who blob
-- param: now int
SELECT count(*) AS n_due
FROM referral r
WHERE r.org_id = scope_org() AND (:team_id = 0 OR r.team_id = :team_id)
	AND r.closed_month IS NULL AND r.followup_on <= :followup_on
	AND (r.id NOT IN (SELECT l.referral_id FROM referral_lock l
			WHERE l.org_id = scope_org())
		OR r.id IN (SELECT k.referral_id FROM referral_sight k
			WHERE k.org_id = scope_org() AND k.who = :who AND k.until_at > :now));

-- name: counts :many
-- param: who blob
-- param: now int
-- param: from_month month
-- param: through_month month
-- The referrals offered in some months, by how far they have come and what their service promised.
SELECT r.state, r.contact_delay, s.promise, count(*) AS n
FROM referral r
JOIN service_promise s ON s.service_id = r.service_id
WHERE r.org_id = scope_org() AND (:team_id = 0 OR r.team_id = :team_id)
	AND r.offered_month BETWEEN :from_month AND :through_month
	AND (r.id NOT IN (SELECT l.referral_id FROM referral_lock l
			WHERE l.org_id = scope_org())
		OR r.id IN (SELECT k.referral_id FROM referral_sight k
			WHERE k.org_id = scope_org() AND k.who = :who AND k.until_at > :now))
GROUP BY r.state, r.contact_delay, s.promise;

-- name: set_step :change
-- Only what still stands as the caseworker saw it is moved: two with the same list must not overwrite
-- each other.
-- audit: write referral.step
-- param: from_state int
-- param: sessions_seen int
UPDATE referral SET state = :state, sessions_done = :sessions_done, reason = :reason,
	contact_delay = :contact_delay, followup_on = :followup_on, closed_month = :closed_month
WHERE org_id = scope_org() AND id = :id AND state = :from_state
	AND sessions_done = :sessions_seen
	AND closed_month IS NULL;

-- name: undo_step :change
-- Only the step that is still the last: nothing may have come after it.
-- audit: write referral.undo
-- param: sessions_before int
-- param: sessions_after int
-- param: followup_before date
-- param: to_state int
UPDATE referral SET state = :state, sessions_done = :sessions_before, reason = 0,
	contact_delay = :contact_delay, followup_on = :followup_before, closed_month = NULL
WHERE org_id = scope_org() AND id = :id AND state = :to_state
	AND sessions_done = :sessions_after AND followup_on = :followup_on
	AND closed_month IS :closed_month;

-- name: untally_last :exec
-- audit: none — part of the step taken back, which has a line
DELETE FROM referral_tally
WHERE org_id = scope_org() AND association_id = :association_id
	AND closed_half = :closed_half AND track = :track AND state = :state
	AND contact = :contact AND n = 1;

-- name: untally :exec
-- audit: none — part of the step taken back, which has a line
UPDATE referral_tally SET n = n - 1
WHERE org_id = scope_org() AND association_id = :association_id
	AND closed_half = :closed_half AND track = :track AND state = :state
	AND contact = :contact AND n > 1;

-- name: tally :one
-- A referral that has just ended is counted for good, by what its service promised on that day.
-- audit: none — part of the step, which has a line
INSERT INTO referral_tally (org_id, association_id, closed_half, track, state, contact, n)
SELECT scope_org(), t.association_id, r.closed_month / 6, r.track, r.state,
	CASE WHEN r.contact_delay = 0 OR s.promise NOT IN (1, 2) THEN 0
		WHEN r.contact_delay <= s.promise THEN 1 ELSE 2 END, 1
FROM referral r
JOIN team_info t ON t.org_id = scope_org() AND t.team_id = r.team_id
JOIN service_promise s ON s.service_id = r.service_id
WHERE r.org_id = scope_org() AND r.id = :id AND r.closed_month IS NOT NULL
ON CONFLICT (org_id, association_id, closed_half, track, state, contact)
DO UPDATE SET n = n + 1
RETURNING association_id, contact;

-- name: teams :many
SELECT t.team_id, t.team_name, t.municipality, t.closed_month
FROM team_info t
WHERE t.org_id = scope_org() AND (:team_id = 0 OR t.team_id = :team_id)
ORDER BY t.team_name;

-- name: purge_count :one
-- param: before_month month
SELECT count(*) AS n
FROM referral r
WHERE r.org_id = scope_org() AND r.closed_month < :before_month;

-- name: purge_keep_sums :exec
-- param: before_month month
-- audit: none — the purge writes one line for the place
INSERT INTO referral_sum (org_id, team_id, offered_half, track, service_id, state, n)
SELECT scope_org(), r.team_id, r.offered_month / 6, r.track, r.service_id, r.state, count(*)
FROM referral r
WHERE r.org_id = scope_org() AND r.closed_month < :before_month
GROUP BY r.team_id, r.offered_month / 6, r.track, r.service_id, r.state
ON CONFLICT (org_id, team_id, offered_half, track, service_id, state)
DO UPDATE SET n = n + excluded.n;

-- name: purge :exec
-- param: before_month month
-- audit: none — the purge writes one line for the place
DELETE FROM referral WHERE org_id = scope_org() AND closed_month < :before_month;

-- name: export_all :many
-- cap: 1000000
SELECT r.slip_code, r.team_id, r.track, s.service_name, s.organisation_name, r.mode, r.ground,
	r.consent_scope, r.consent_until_on, r.state, r.offered_month, r.followup_on,
	r.sessions_done, r.sessions_planned, r.contact_delay, r.reason, r.closed_month
FROM referral r
JOIN service_info s ON s.service_id = r.service_id
WHERE r.org_id = scope_org()
ORDER BY r.slip_code;
