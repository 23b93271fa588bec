-- name: services :many
-- What the public may know of the services for whoever lives in a place: its municipality, its county
-- and the whole country; the nearest area says how near a service is.
-- param: municipality text
-- param: county text
-- param: tracks int
-- column: reach int
-- column: verified_on date
-- column: phone text
-- column: phone_note text
-- column: hours text
-- column: languages text
-- column: website text
-- column: description text
-- column: on_phone_bill int
SELECT s.service_id, s.service_name, s.organisation_name, s.tracks, s.target_groups, s.age_from,
	s.age_to, s.requires, s.same_day, s.anonymous, s.is_acute, s.verified_on, s.phone,
	s.phone_note, s.on_phone_bill, s.hours, s.languages, s.website, s.description,
	max(CASE length(x.area_code) WHEN 4 THEN 2 ELSE x.area_code <> '00' END) AS reach
FROM public_area x
JOIN public_service s ON s.service_id = x.service_id
WHERE x.area_code IN (:municipality, :county, '00') AND (s.tracks & :tracks) <> 0
GROUP BY s.service_id
ORDER BY reach DESC, s.organisation_name, s.service_name, s.service_id
LIMIT 400;
