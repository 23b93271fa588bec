-- What open data is filtered by: the terms that a service has, and the words that it is found by.

-- room: catalogue

-- any place: the terms of a public service, and of its organisation (8), by taxonomy, as open data says
-- them.  taxonomy: enum taxonomy_number.  terms: a set of bits; where one value holds, value v is the bit
-- v - 1, and 0, which is unknown and no term, is none.
CREATE VIEW public_service_term AS
SELECT s.service_id, 1 AS taxonomy, s.tracks AS terms FROM public_service s
UNION ALL
SELECT s.service_id, 2, s.entry_routes FROM public_service s
UNION ALL
SELECT s.service_id, 3, s.requires FROM public_service s
UNION ALL
SELECT s.service_id, 4, (1 << s.same_day) >> 1 FROM public_service s
UNION ALL
SELECT s.service_id, 5, (1 << s.anonymous) >> 1 FROM public_service s
UNION ALL
SELECT s.service_id, 6, (1 << s.response) >> 1 FROM public_service s
UNION ALL
SELECT s.service_id, 7, (1 << s.on_phone_bill) >> 1 FROM public_service s
UNION ALL
SELECT s.service_id, 8, (1 << o.kind) >> 1
FROM public_service s
JOIN public_organisation o ON o.organisation_id = s.organisation_id;

-- any place: what a word is looked for in of a public organisation.
CREATE VIEW public_organisation_text AS
SELECT o.organisation_id, o.organisation_name || ' ' || o.organisation_code || ' '
	|| o.parent_name || ' ' || o.aliases || ' ' || o.municipality AS text
FROM public_organisation o;

-- any place: what a word is looked for in of a public service: the same of its organisation, and its own.
CREATE VIEW public_service_text AS
SELECT s.service_id, o.text || ' ' || s.service_name || ' ' || s.target_groups || ' '
	|| s.description AS text
FROM public_service s
JOIN public_organisation_text o ON o.organisation_id = s.organisation_id;
