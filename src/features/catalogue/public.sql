-- What the public may know, of every association: open data, without a place.

-- name: public_services :many
-- The services of a list of ids (a JSON array).
-- tenant: none — the views hold nothing but what is public
-- param: id_list text
-- column: verified_on date
-- column: response_text text
-- column: phone text
-- column: phone_note text
-- column: hours text
-- column: languages text
-- column: website text
-- column: organisation_website text
-- column: cost_text text
-- column: bring text
-- column: description text
-- column: area_codes text
-- column: aliases text
SELECT s.service_id, s.organisation_id, s.service_code, s.service_name, s.organisation_name,
	s.municipality, s.tracks, s.target_groups, s.age_from, s.age_to, s.entry_routes,
	s.requires, s.response, s.response_text, s.same_day, s.anonymous, s.is_acute,
	s.verified_on, s.modified_on, s.phone, s.phone_note, s.on_phone_bill, s.hours,
	s.languages, s.website, s.cost, s.cost_text, s.bring, s.description, s.area_codes,
	o.kind, o.website AS organisation_website, o.organisation_code, o.aliases
FROM public_service s
JOIN public_organisation o ON o.organisation_id = s.organisation_id
WHERE s.service_id IN (SELECT x.value FROM json_each(:id_list) x)
ORDER BY s.service_id;

-- name: public_service_ids :many
-- A page of services; modified_after NULL = all of them, and what has no day is always among
-- them; is_online = only those that have a website; taxonomy 0 = whatever their terms, else those that have
-- one of `terms`, bits as in public_service_term.
-- tenant: none — the views hold nothing but what is public
-- param: organisation_id organisation_id
-- param: modified_on date
-- param: is_online bool
-- param: taxonomy int
-- param: terms int
-- param: first int
-- param: size int
-- column: id service_id
SELECT s.service_id AS id
FROM public_service s
WHERE (:organisation_id = 0 OR s.organisation_id = :organisation_id)
	AND (:taxonomy = 0 OR EXISTS (SELECT 1 FROM public_service_term t
		WHERE t.service_id = s.service_id AND t.taxonomy = :taxonomy
			AND (t.terms & :terms) <> 0))
	AND (:modified_on = 0 OR s.modified_on IS NULL OR s.modified_on >= :modified_on)
	AND (:is_online = 0 OR s.website <> '')
ORDER BY s.service_id
LIMIT :size OFFSET :first;

-- name: public_service_count :one
-- tenant: none — the views hold nothing but what is public
-- param: organisation_id organisation_id
-- param: modified_on date
-- param: is_online bool
-- param: taxonomy int
-- param: terms int
-- column: n int
SELECT count(*) AS n
FROM public_service s
WHERE (:organisation_id = 0 OR s.organisation_id = :organisation_id)
	AND (:taxonomy = 0 OR EXISTS (SELECT 1 FROM public_service_term t
		WHERE t.service_id = s.service_id AND t.taxonomy = :taxonomy
			AND (t.terms & :terms) <> 0))
	AND (:modified_on = 0 OR s.modified_on IS NULL OR s.modified_on >= :modified_on)
	AND (:is_online = 0 OR s.website <> '');

-- name: public_found :many
-- The same of those in whose public words every word stands.  The index also has what is not public,
-- so that it only says where to look: `match` finds what may, `word_list` (a JSON array) is looked
-- for in what the public may read.
-- tenant: none — what the index finds is read through the views alone
-- param: match text
-- param: word_list text
-- param: organisation_id organisation_id
-- param: modified_on date
-- param: is_online bool
-- param: taxonomy int
-- param: terms int
-- param: first int
-- param: size int
-- column: id service_id
SELECT s.service_id AS id
FROM service_find f
CROSS JOIN public_service s ON s.service_id = f.rowid
WHERE f.service_find MATCH :match
	AND NOT EXISTS (SELECT 1 FROM json_each(:word_list) x
		JOIN public_service_text w ON w.service_id = s.service_id
		WHERE instr(search_text(w.text), x.value) = 0)
	AND (:organisation_id = 0 OR s.organisation_id = :organisation_id)
	AND (:taxonomy = 0 OR EXISTS (SELECT 1 FROM public_service_term t
		WHERE t.service_id = s.service_id AND t.taxonomy = :taxonomy
			AND (t.terms & :terms) <> 0))
	AND (:modified_on = 0 OR s.modified_on IS NULL OR s.modified_on >= :modified_on)
	AND (:is_online = 0 OR s.website <> '')
ORDER BY s.service_id
LIMIT :size OFFSET :first;

-- name: public_found_count :one
-- tenant: none — what the index finds is read through the views alone
-- param: match text
-- param: word_list text
-- param: organisation_id organisation_id
-- param: modified_on date
-- param: is_online bool
-- param: taxonomy int
-- param: terms int
-- column: n int
SELECT count(*) AS n
FROM service_find f
CROSS JOIN public_service s ON s.service_id = f.rowid
WHERE f.service_find MATCH :match
	AND NOT EXISTS (SELECT 1 FROM json_each(:word_list) x
		JOIN public_service_text w ON w.service_id = s.service_id
		WHERE instr(search_text(w.text), x.value) = 0)
	AND (:organisation_id = 0 OR s.organisation_id = :organisation_id)
	AND (:taxonomy = 0 OR EXISTS (SELECT 1 FROM public_service_term t
		WHERE t.service_id = s.service_id AND t.taxonomy = :taxonomy
			AND (t.terms & :terms) <> 0))
	AND (:modified_on = 0 OR s.modified_on IS NULL OR s.modified_on >= :modified_on)
	AND (:is_online = 0 OR s.website <> '');

-- name: public_organisations :many
-- A page of organisations; modified_on as for services, word_list empty or as for public_found.
-- tenant: none — the views hold nothing but what is public
-- param: organisation_id organisation_id
-- param: modified_on date
-- param: word_list text
-- param: first int
-- param: size int
-- column: website text
-- column: parent_name text
-- column: aliases text
SELECT o.organisation_id, o.organisation_code, o.organisation_name, o.kind, o.municipality,
	o.website, o.modified_on, o.parent_name, o.aliases
FROM public_organisation o
WHERE (:organisation_id = 0 OR o.organisation_id = :organisation_id)
	AND (:modified_on = 0 OR o.modified_on IS NULL OR o.modified_on >= :modified_on)
	AND (:word_list = '' OR NOT EXISTS (SELECT 1 FROM json_each(:word_list) x
		JOIN public_organisation_text w ON w.organisation_id = o.organisation_id
		WHERE instr(search_text(w.text), x.value) = 0))
ORDER BY o.organisation_id
LIMIT :size OFFSET :first;

-- name: public_organisation_count :one
-- tenant: none — the views hold nothing but what is public
-- param: modified_on date
-- param: word_list text
-- column: n int
SELECT count(*) AS n
FROM public_organisation o
WHERE (:modified_on = 0 OR o.modified_on IS NULL OR o.modified_on >= :modified_on)
	AND (:word_list = '' OR NOT EXISTS (SELECT 1 FROM json_each(:word_list) x
		JOIN public_organisation_text w ON w.organisation_id = o.organisation_id
		WHERE instr(search_text(w.text), x.value) = 0));

-- name: public_changes :one
SELECT c.n FROM public_change c WHERE c.id = 1;

-- name: helpline_words :many
-- What staff have said last of each national line.
-- tenant: none — national lines are everybody's
SELECT w.helpline_code, w.phone, w.hours, w.is_right, w.checked_on, w.how, w.place_name
FROM helpline_word w
ORDER BY w.helpline_code
LIMIT 100;
