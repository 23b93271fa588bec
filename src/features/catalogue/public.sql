-- What the public may know, of every association: open data, without a place.

-- name: public_services :many
-- A page of services; modified_after NULL = all of them, and what has no day is always among them;
-- is_online = only those that have a website.
-- tenant: none — the views hold nothing but what is public
-- param: organisation_id organisation_id
-- param: service_id service_id
-- param: modified_on date
-- param: words text
-- param: is_online bool
-- param: first int
-- param: size int
-- column: phone text
-- column: phone_note text
-- column: hours text
-- column: languages text
-- column: website text
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
WHERE (:service_id = 0 OR s.service_id = :service_id)
	AND (:organisation_id = 0 OR s.organisation_id = :organisation_id)
	AND (:modified_on = 0 OR s.modified_on IS NULL OR s.modified_on >= :modified_on)
	AND (:is_online = 0 OR s.website <> '')
	AND (:words = '' OR instr(lower(s.service_name || ' ' || s.organisation_name),
		lower(:words)) > 0)
ORDER BY s.service_id
LIMIT :size OFFSET :first;

-- name: public_service_count :one
-- tenant: none — the views hold nothing but what is public
-- param: organisation_id organisation_id
-- param: modified_on date
-- param: words text
-- param: is_online bool
-- column: n int
SELECT count(*) AS n
FROM public_service s
WHERE (:organisation_id = 0 OR s.organisation_id = :organisation_id)
	AND (:modified_on = 0 OR s.modified_on IS NULL OR s.modified_on >= :modified_on)
	AND (:is_online = 0 OR s.website <> '')
	AND (:words = '' OR instr(lower(s.service_name || ' ' || s.organisation_name),
		lower(:words)) > 0);

-- name: public_organisations :many
-- A page of organisations; modified_on as for services.
-- tenant: none — the views hold nothing but what is public
-- param: organisation_id organisation_id
-- param: modified_on date
-- param: first int
-- param: size int
-- column: parent_name text
-- column: aliases text
SELECT o.organisation_id, o.organisation_code, o.organisation_name, o.kind, o.municipality,
	o.website, o.modified_on, o.parent_name, o.aliases
FROM public_organisation o
WHERE (:organisation_id = 0 OR o.organisation_id = :organisation_id)
	AND (:modified_on = 0 OR o.modified_on IS NULL OR o.modified_on >= :modified_on)
ORDER BY o.organisation_id
LIMIT :size OFFSET :first;

-- name: public_organisation_count :one
-- tenant: none — the views hold nothing but what is public
-- param: modified_on date
-- column: n int
SELECT count(*) AS n
FROM public_organisation o
WHERE (:modified_on = 0 OR o.modified_on IS NULL OR o.modified_on >= :modified_on);
