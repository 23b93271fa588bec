BEGIN TRANSACTION;
CREATE TABLE account (
	id INTEGER PRIMARY KEY,
	login TEXT NOT NULL UNIQUE,
	display_name TEXT NOT NULL,
	password_hash TEXT NOT NULL,
	pin_hash TEXT NOT NULL DEFAULT '',
	lang INTEGER NOT NULL DEFAULT 0,
	is_disabled INTEGER NOT NULL DEFAULT 0 CHECK (is_disabled IN (0, 1)),
	created_on INTEGER NOT NULL
) STRICT;
INSERT INTO "account" VALUES(41,'handlaggaren','Handläggaren','','',0,0,20700);
CREATE TABLE alias (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	organisation_id INTEGER NOT NULL REFERENCES organisation (id),
	name TEXT NOT NULL
) STRICT;
CREATE TABLE audit (
	org_id INTEGER NOT NULL,
	seq INTEGER NOT NULL CHECK (seq > 0),
	day INTEGER NOT NULL,
	verb INTEGER NOT NULL CHECK (verb BETWEEN 1 AND 5),
	sealed BLOB NOT NULL,
	mac BLOB NOT NULL CHECK (length(mac) = 32),
	PRIMARY KEY (org_id, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO "audit" VALUES(12,1,20740,2,X'000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',X'0000000000000000000000000000000000000000000000000000000000000000');
CREATE TABLE ballot (
	association_id INTEGER NOT NULL REFERENCES org (id),
	half_year INTEGER NOT NULL,
	cut INTEGER NOT NULL CHECK (cut BETWEEN 1 AND 4),
	label INTEGER NOT NULL,
	slip BLOB NOT NULL CHECK (length(slip) = 16),
	sealed BLOB NOT NULL,
	PRIMARY KEY (association_id, half_year, cut, label, slip)
) STRICT, WITHOUT ROWID;
INSERT INTO "ballot" VALUES(11,4051,1,21,X'00000000000000000000000000000000',X'0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO "ballot" VALUES(11,4051,2,1,X'00000000000000000000000000000000',X'0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO "ballot" VALUES(11,4051,3,2,X'00000000000000000000000000000000',X'0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
CREATE TABLE card (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	intervention_id INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	code TEXT NOT NULL,
	sex INTEGER NOT NULL CHECK (sex BETWEEN 1 AND 3),
	age_band INTEGER NOT NULL CHECK (age_band BETWEEN 1 AND 5),
	start_month INTEGER NOT NULL,
	closed_month INTEGER,
	UNIQUE (org_id, id),
	UNIQUE (org_id, code),
	FOREIGN KEY (org_id, intervention_id) REFERENCES intervention (org_id, id),
	FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id)
) STRICT;
INSERT INTO "card" VALUES(51,12,21,31,'TALLRIK-SKED-7',1,2,24310,NULL);
CREATE TABLE counter (
	association_id INTEGER NOT NULL REFERENCES org (id),
	half_year INTEGER NOT NULL,
	cut INTEGER NOT NULL CHECK (cut BETWEEN 1 AND 4),
	label INTEGER NOT NULL,
	topic INTEGER NOT NULL CHECK (topic BETWEEN 0 AND 12),
	answer INTEGER NOT NULL CHECK (answer BETWEEN 0 AND 5),
	n INTEGER NOT NULL CHECK (n >= 0),
	PRIMARY KEY (association_id, half_year, cut, label, topic, answer)
) STRICT, WITHOUT ROWID;
INSERT INTO "counter" VALUES(11,4050,1,21,0,0,12);
CREATE TABLE denominator (
	org_id INTEGER NOT NULL REFERENCES org (id),
	intervention_id INTEGER NOT NULL,
	quarter INTEGER NOT NULL,
	sex INTEGER NOT NULL CHECK (sex BETWEEN 1 AND 3),
	n INTEGER NOT NULL CHECK (n BETWEEN 0 AND 100000),
	PRIMARY KEY (org_id, intervention_id, quarter, sex),
	FOREIGN KEY (org_id, intervention_id) REFERENCES intervention (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE due (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	card_id INTEGER NOT NULL,
	due_month INTEGER NOT NULL,
	ask_month INTEGER NOT NULL,
	outcome INTEGER NOT NULL DEFAULT 0 CHECK (outcome BETWEEN 0 AND 2),
	met_month INTEGER,
	UNIQUE (org_id, id),
	UNIQUE (org_id, card_id, due_month),
	FOREIGN KEY (org_id, card_id) REFERENCES card (org_id, id)
) STRICT;
INSERT INTO "due" VALUES(52,12,51,24310,24310,1,24311);
INSERT INTO "due" VALUES(53,12,51,24322,24322,0,NULL);
CREATE TABLE guidance_text (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	topic TEXT NOT NULL,
	lang TEXT NOT NULL,
	body TEXT NOT NULL,
	source TEXT NOT NULL DEFAULT '',
	UNIQUE (owner_org_id, topic, lang)
) STRICT;
CREATE TABLE instrument (
	id INTEGER PRIMARY KEY,
	code TEXT NOT NULL,
	version TEXT NOT NULL,
	lang TEXT NOT NULL,
	title TEXT NOT NULL,
	source TEXT NOT NULL,
	-- no screening with it yet: its wording may still be replaced
	is_locked INTEGER NOT NULL DEFAULT 0 CHECK (is_locked IN (0, 1)),
	UNIQUE (code, version, lang)
) STRICT;
CREATE TABLE intervention (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	association_id INTEGER NOT NULL REFERENCES org (id),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 2 AND 200),
	uses_cards INTEGER NOT NULL CHECK (uses_cards IN (0, 1)),
	-- months from start to the first asking, and from one asking to the next (0 = asked once)
	first_after INTEGER NOT NULL DEFAULT 0 CHECK (first_after BETWEEN 0 AND 24),
	again_after INTEGER NOT NULL DEFAULT 12 CHECK (again_after BETWEEN 0 AND 60),
	instrument_id INTEGER REFERENCES instrument (id),
	closed_month INTEGER,
	UNIQUE (org_id, id),
	UNIQUE (org_id, name)
) STRICT;
INSERT INTO "intervention" VALUES(21,12,11,'Stegen',1,0,12,NULL,NULL);
CREATE TABLE intervention_partner (
	org_id INTEGER NOT NULL REFERENCES org (id),
	intervention_id INTEGER NOT NULL,
	partner_id INTEGER NOT NULL REFERENCES org (id),
	PRIMARY KEY (org_id, intervention_id, partner_id),
	FOREIGN KEY (org_id, intervention_id) REFERENCES intervention (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
INSERT INTO "migration" VALUES(1,'0001_people.sql');
INSERT INTO "migration" VALUES(2,'0002_audit.sql');
INSERT INTO "migration" VALUES(3,'0003_screening.sql');
INSERT INTO "migration" VALUES(4,'0004_ballot.sql');
INSERT INTO "migration" VALUES(5,'0005_catalogue.sql');
INSERT INTO "migration" VALUES(6,'0006_referral.sql');
INSERT INTO "migration" VALUES(7,'0007_guidance.sql');
INSERT INTO "migration" VALUES(8,'0008_coverage.sql');
CREATE TABLE org (
	id INTEGER PRIMARY KEY,
	kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3),
	code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 2 AND 40),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 2 AND 200)
) STRICT;
INSERT INTO "org" VALUES(11,2,'forbundet','Samordningsförbundet');
INSERT INTO "org" VALUES(12,1,'kommunen','Kommunen');
CREATE TABLE organisation (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	code TEXT NOT NULL,
	parent_id INTEGER REFERENCES organisation (id),
	name TEXT NOT NULL,
	kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 6),
	municipality TEXT NOT NULL DEFAULT '',
	note TEXT NOT NULL DEFAULT '',
	UNIQUE (owner_org_id, code)
) STRICT;
INSERT INTO "organisation" VALUES(61,11,'org-1',NULL,'Kvinnojouren',1,'','');
CREATE TABLE posting (
	key_hash BLOB PRIMARY KEY CHECK (length(key_hash) = 32),
	day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "posting" VALUES(X'0000000000000000000000000000000000000000000000000000000000000000',20740);
CREATE TABLE referral (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	team_id INTEGER NOT NULL,
	slip_code TEXT NOT NULL,
	track INTEGER NOT NULL CHECK (track BETWEEN 1 AND 4),
	service_id INTEGER NOT NULL REFERENCES service (id),
	mode INTEGER NOT NULL,
	ground INTEGER NOT NULL,
	consent_scope INTEGER NOT NULL DEFAULT 0,
	consent_until_on INTEGER,
	state INTEGER NOT NULL,
	offered_month INTEGER NOT NULL,
	followup_on INTEGER NOT NULL,
	sessions_done INTEGER NOT NULL DEFAULT 0 CHECK (sessions_done BETWEEN 0 AND 200),
	sessions_planned INTEGER NOT NULL DEFAULT 0 CHECK (sessions_planned BETWEEN 0 AND 200),
	contact_delay INTEGER NOT NULL DEFAULT 0,
	reason INTEGER NOT NULL DEFAULT 0,
	closed_month INTEGER,
	UNIQUE (org_id, id),
	UNIQUE (org_id, slip_code),
	FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id)
) STRICT;
INSERT INTO "referral" VALUES(71,12,31,'RÖD-BOK-3',1,62,1,2,0,NULL,1,24311,20760,0,0,0,0,NULL);
CREATE TABLE role_grant (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	account_id INTEGER NOT NULL REFERENCES account (id),
	role INTEGER NOT NULL CHECK (role BETWEEN 1 AND 7),
	team_id INTEGER,
	from_on INTEGER NOT NULL,
	until_on INTEGER,
	FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id)
) STRICT;
INSERT INTO "role_grant" VALUES(42,12,41,1,31,20700,NULL);
CREATE TABLE screening (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	intervention_id INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	card_id INTEGER,
	due_id INTEGER,
	month INTEGER NOT NULL,
	face INTEGER NOT NULL CHECK (face BETWEEN 1 AND 3),
	outcome INTEGER NOT NULL CHECK (outcome BETWEEN 1 AND 4),
	reason INTEGER NOT NULL DEFAULT 0,
	lang TEXT NOT NULL DEFAULT 'sv',
	has_interpreter INTEGER NOT NULL DEFAULT 0 CHECK (has_interpreter IN (0, 1)),
	sex INTEGER NOT NULL CHECK (sex BETWEEN 1 AND 3),
	age_band INTEGER NOT NULL CHECK (age_band BETWEEN 1 AND 5),
	FOREIGN KEY (org_id, intervention_id) REFERENCES intervention (org_id, id),
	FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id),
	FOREIGN KEY (org_id, card_id) REFERENCES card (org_id, id),
	FOREIGN KEY (org_id, due_id) REFERENCES due (org_id, id)
) STRICT;
INSERT INTO "screening" VALUES(54,12,21,31,51,52,24311,2,1,0,'sv',0,1,2);
CREATE TABLE service (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	organisation_id INTEGER NOT NULL REFERENCES organisation (id),
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	tracks INTEGER NOT NULL,
	target_groups TEXT NOT NULL DEFAULT '',
	age_from INTEGER NOT NULL DEFAULT 0,
	age_to INTEGER NOT NULL DEFAULT 0,
	entry_routes INTEGER NOT NULL DEFAULT 0,
	requires INTEGER NOT NULL DEFAULT 0,
	response INTEGER NOT NULL DEFAULT 0,
	response_text TEXT NOT NULL DEFAULT '',
	same_day INTEGER NOT NULL DEFAULT 0,
	anonymous INTEGER NOT NULL DEFAULT 0,
	phone TEXT NOT NULL DEFAULT '',
	phone_note TEXT NOT NULL DEFAULT '',
	languages TEXT NOT NULL DEFAULT '',
	hours TEXT NOT NULL DEFAULT '',
	note TEXT NOT NULL DEFAULT '',
	is_acute INTEGER NOT NULL DEFAULT 0 CHECK (is_acute IN (0, 1)),
	verified_on INTEGER,
	UNIQUE (owner_org_id, code)
) STRICT;
INSERT INTO "service" VALUES(62,11,61,'stod','Samtalsstöd',1,'',0,0,0,0,0,'',0,0,'','','','','',0,NULL);
CREATE TABLE session (
	token_hash BLOB PRIMARY KEY,
	account_id INTEGER NOT NULL REFERENCES account (id),
	place_org_id INTEGER REFERENCES org (id),
	place_team_id INTEGER REFERENCES team (id),
	opened_at INTEGER NOT NULL,
	seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE team (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	intervention_id INTEGER NOT NULL,
	name TEXT NOT NULL CHECK (length(name) BETWEEN 2 AND 200),
	municipality TEXT NOT NULL DEFAULT '',
	UNIQUE (org_id, id),
	UNIQUE (org_id, name),
	FOREIGN KEY (org_id, intervention_id) REFERENCES intervention (org_id, id)
) STRICT;
INSERT INTO "team" VALUES(31,12,21,'Team Norr','Södertälje');
CREATE VIEW team_info AS
SELECT t.org_id, t.id AS team_id, t.name AS team_name, t.municipality, t.intervention_id,
	i.name AS intervention_name, i.association_id, i.uses_cards, i.first_after,
	i.again_after, i.instrument_id
FROM team t
JOIN intervention i ON i.org_id = t.org_id AND i.id = t.intervention_id
WHERE i.closed_month IS NULL;
CREATE VIEW place_name AS
SELECT o.id AS place_id, o.kind, o.code, o.name AS place_name
FROM org o;
CREATE VIEW team_name AS
SELECT t.id AS named_team_id, t.org_id AS place_id, t.name AS team_name
FROM team t;
CREATE UNIQUE INDEX role_grant_once
	ON role_grant (org_id, account_id, role, ifnull(team_id, 0));
CREATE INDEX due_open ON due (org_id, outcome, ask_month);
CREATE INDEX screening_card ON screening (org_id, card_id);
CREATE VIEW service_info AS
SELECT s.id AS service_id, s.owner_org_id, s.name AS service_name, o.name AS organisation_name,
	s.tracks, s.phone, s.phone_note, s.response, s.response_text, s.verified_on
FROM service s
JOIN organisation o ON o.id = s.organisation_id;
CREATE INDEX referral_open ON referral (org_id, closed_month, followup_on);
CREATE VIEW coverage_viewer AS
SELECT i.org_id, i.org_id AS party_id, i.id AS intervention_id, i.association_id, i.uses_cards
FROM intervention i
UNION ALL
SELECT i.association_id, i.org_id, i.id, i.association_id, i.uses_cards FROM intervention i
UNION ALL
SELECT n.id, i.org_id, i.id, i.association_id, i.uses_cards FROM org n JOIN intervention i
WHERE n.kind = 3;
CREATE INDEX card_intervention ON card (org_id, intervention_id);
CREATE INDEX screening_intervention ON screening (org_id, intervention_id, month);
CREATE VIEW coverage_due AS
SELECT v.org_id, c.intervention_id, c.team_id, v.association_id, d.card_id, c.sex, c.age_band,
	d.due_month, d.outcome
FROM coverage_viewer v
CROSS JOIN card c
CROSS JOIN due d
WHERE c.org_id = v.party_id AND c.intervention_id = v.intervention_id
	AND d.org_id = c.org_id AND d.card_id = c.id;
CREATE VIEW coverage_occasion AS
SELECT v.org_id, s.intervention_id, s.team_id, v.association_id, v.uses_cards, s.sex,
	s.age_band,
	s.month AS asked_month, s.outcome, s.reason
FROM coverage_viewer v
CROSS JOIN screening s
WHERE s.org_id = v.party_id AND s.intervention_id = v.intervention_id;
CREATE VIEW coverage_denominator AS
SELECT v.org_id, d.intervention_id, v.association_id, d.quarter, d.sex, d.n
FROM coverage_viewer v
JOIN denominator d ON d.org_id = v.party_id AND d.intervention_id = v.intervention_id;
CREATE VIEW unit_name AS
SELECT i.org_id, 4 AS cut, i.id AS unit_key, i.name AS unit_name FROM intervention i
UNION ALL
SELECT i.association_id, 4, i.id, i.name FROM intervention i
UNION ALL
SELECT t.org_id, 5, t.id, t.name FROM team t
UNION ALL
SELECT n.id, 6, a.id, a.name FROM org n JOIN org a WHERE n.kind = 3 AND a.kind = 2;
COMMIT;
