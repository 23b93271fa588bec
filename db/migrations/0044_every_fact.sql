-- Every fact of an entry is proposed, accepted, kept and had back as the acute ones are.

-- room: catalogue

-- service.version counts the changes of all of them from here on.  Of earlier versions and proposals it
-- is not known what the others were: they are what they are now.  import_file, import_row: the row of the
-- file that made a version, '' and 0 where none did or where it made the service.
ALTER TABLE service_version ADD COLUMN entry_routes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_version ADD COLUMN requires INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_version ADD COLUMN response_text TEXT NOT NULL DEFAULT '';
ALTER TABLE service_version ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_version ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE service_version ADD COLUMN tracks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_version ADD COLUMN target_groups TEXT NOT NULL DEFAULT '';
ALTER TABLE service_version ADD COLUMN age_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_version ADD COLUMN age_to INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_version ADD COLUMN languages TEXT NOT NULL DEFAULT '';
ALTER TABLE service_version ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE service_version ADD COLUMN import_file TEXT NOT NULL DEFAULT '';
ALTER TABLE service_version ADD COLUMN import_row INTEGER NOT NULL DEFAULT 0;
UPDATE service_version SET (entry_routes, requires, response_text, anonymous, name,
	tracks, target_groups, age_from, age_to, languages, note) =
	(SELECT s.entry_routes, s.requires, s.response_text, s.anonymous, s.name, s.tracks,
		s.target_groups, s.age_from, s.age_to, s.languages, s.note
	FROM service s WHERE s.id = service_version.service_id);
ALTER TABLE service_proposal ADD COLUMN entry_routes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_proposal ADD COLUMN requires INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_proposal ADD COLUMN response_text TEXT NOT NULL DEFAULT '';
ALTER TABLE service_proposal ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_proposal ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE service_proposal ADD COLUMN tracks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_proposal ADD COLUMN target_groups TEXT NOT NULL DEFAULT '';
ALTER TABLE service_proposal ADD COLUMN age_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_proposal ADD COLUMN age_to INTEGER NOT NULL DEFAULT 0;
ALTER TABLE service_proposal ADD COLUMN languages TEXT NOT NULL DEFAULT '';
ALTER TABLE service_proposal ADD COLUMN note TEXT NOT NULL DEFAULT '';
UPDATE service_proposal SET (entry_routes, requires, response_text, anonymous, name,
	tracks, target_groups, age_from, age_to, languages, note) =
	(SELECT s.entry_routes, s.requires, s.response_text, s.anonymous, s.name, s.tracks,
		s.target_groups, s.age_from, s.age_to, s.languages, s.note
	FROM service s WHERE s.id = service_proposal.service_id);
