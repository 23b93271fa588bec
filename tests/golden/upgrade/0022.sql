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
, is_password_handed INTEGER NOT NULL DEFAULT 0
	CHECK (is_password_handed IN (0, 1)), last_login_on INTEGER, login_before_on INTEGER) STRICT;
INSERT INTO "account" VALUES(41,'handlaggaren','Handläggaren','','',0,0,20700,0,NULL,NULL);
INSERT INTO "account" VALUES(43,'administratoren','Administratören','','',0,0,20700,0,NULL,NULL);
CREATE TABLE account_change (
	account_id INTEGER NOT NULL REFERENCES account (id),
	nr INTEGER NOT NULL CHECK (nr > 0),
	org_id INTEGER NOT NULL,
	kind INTEGER NOT NULL CHECK (kind > 0),
	done_on INTEGER NOT NULL,
	by_id INTEGER REFERENCES account (id),
	second_id INTEGER REFERENCES account (id),
	role INTEGER NOT NULL DEFAULT 0,
	team_id INTEGER REFERENCES team (id),
	until_on INTEGER,
	was_until_on INTEGER,
	was TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (org_id, account_id, nr)
) STRICT, WITHOUT ROWID;
INSERT INTO "account_change" VALUES(41,1,12,1,20750,43,NULL,1,31,NULL,NULL,'');
CREATE TABLE alias (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	organisation_id INTEGER NOT NULL REFERENCES organisation (id),
	name TEXT NOT NULL
) STRICT;
CREATE TABLE approval (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	account_id INTEGER NOT NULL REFERENCES account (id),
	kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 2),
	role INTEGER NOT NULL CHECK (role BETWEEN 0 AND 7),
	team_id INTEGER,
	until_on INTEGER,
	asked_by_id INTEGER NOT NULL REFERENCES account (id),
	asked_on INTEGER NOT NULL,
	expires_on INTEGER NOT NULL,
	state INTEGER NOT NULL DEFAULT 1 CHECK (state BETWEEN 1 AND 4),
	decided_by_id INTEGER REFERENCES account (id),
	decided_on INTEGER,
	CHECK (decided_by_id IS NULL OR state = 4
		OR (decided_by_id <> asked_by_id AND decided_by_id <> account_id)),
	CHECK (asked_by_id <> account_id),
	UNIQUE (org_id, id),
	FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id)
) STRICT;
INSERT INTO "approval" VALUES(44,12,41,1,2,31,NULL,43,20770,20784,1,NULL,NULL);
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
CREATE TABLE audit_anchor (
	org_id INTEGER PRIMARY KEY,
	seq INTEGER NOT NULL CHECK (seq > 0),
	day INTEGER NOT NULL,
	mac BLOB NOT NULL CHECK (length(mac) = 32),
	seal BLOB NOT NULL CHECK (length(seal) = 32)
) STRICT;
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
CREATE TABLE card_key (
	org_id INTEGER NOT NULL REFERENCES org (id),
	card_id INTEGER NOT NULL,
	who BLOB NOT NULL CHECK (length(who) = 32),
	PRIMARY KEY (org_id, card_id, who),
	FOREIGN KEY (org_id, card_id) REFERENCES card_lock (org_id, card_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO "card_key" VALUES(12,51,X'0000000000000000000000000000000000000000000000000000000000000000');
CREATE TABLE card_lock (
	org_id INTEGER NOT NULL REFERENCES org (id),
	card_id INTEGER NOT NULL,
	ground INTEGER NOT NULL CHECK (ground BETWEEN 1 AND 4),
	PRIMARY KEY (org_id, card_id),
	FOREIGN KEY (org_id, card_id) REFERENCES card (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO "card_lock" VALUES(12,51,1);
CREATE TABLE card_opening (
	org_id INTEGER NOT NULL REFERENCES org (id),
	card_id INTEGER NOT NULL,
	who BLOB NOT NULL CHECK (length(who) = 32),
	until_at INTEGER NOT NULL,
	PRIMARY KEY (org_id, card_id, who),
	FOREIGN KEY (org_id, card_id) REFERENCES card_lock (org_id, card_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE card_override (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	card_id INTEGER NOT NULL,
	who BLOB NOT NULL CHECK (length(who) = 32),
	reason INTEGER NOT NULL CHECK (reason BETWEEN 1 AND 4),
	opened_month INTEGER NOT NULL,
	is_for_auditor INTEGER NOT NULL CHECK (is_for_auditor IN (0, 1)),
	is_seen INTEGER NOT NULL DEFAULT 0 CHECK (is_seen IN (0, 1)),
	UNIQUE (org_id, id),
	FOREIGN KEY (org_id, card_id) REFERENCES card (org_id, id) ON DELETE CASCADE
) STRICT;
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
CREATE TABLE kept_coverage (
	org_id INTEGER NOT NULL REFERENCES org (id),
	intervention_id INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	sex INTEGER NOT NULL CHECK (sex BETWEEN 1 AND 3),
	age_band INTEGER NOT NULL CHECK (age_band BETWEEN 1 AND 5),
	from_month INTEGER NOT NULL,
	months INTEGER NOT NULL CHECK (months IN (3, 6, 12)),
	n_due INTEGER NOT NULL CHECK (n_due > 0),
	n_answered INTEGER NOT NULL CHECK (n_answered BETWEEN 0 AND n_due),
	n_asked INTEGER NOT NULL CHECK (n_asked BETWEEN 0 AND n_answered),
	PRIMARY KEY (org_id, intervention_id, team_id, sex, age_band, from_month, months),
	FOREIGN KEY (org_id, intervention_id) REFERENCES intervention (org_id, id),
	FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE login_delay (
	who BLOB PRIMARY KEY CHECK (length(who) = 32),
	tries INTEGER NOT NULL CHECK (tries > 0),
	until_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE login_link (
	account_id INTEGER PRIMARY KEY REFERENCES account (id),
	token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
	kind INTEGER NOT NULL CHECK (kind IN (1, 2)),
	expires_at INTEGER NOT NULL,
	place_org_id INTEGER REFERENCES org (id),
	made_by INTEGER REFERENCES account (id),
	is_used INTEGER NOT NULL DEFAULT 0 CHECK (is_used IN (0, 1))
) STRICT;
CREATE TABLE material_answer (
	material_remark_id INTEGER PRIMARY KEY REFERENCES material_remark (id),
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	verdict INTEGER NOT NULL CHECK (verdict BETWEEN 1 AND 2)
) STRICT;
INSERT INTO "material_answer" VALUES(93,11,2);
CREATE TABLE material_remark (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	material_version_id INTEGER NOT NULL REFERENCES material_version (id),
	panel INTEGER NOT NULL CHECK (panel BETWEEN 0 AND 8),
	body TEXT NOT NULL,
	account_id INTEGER NOT NULL REFERENCES account (id),
	said_on INTEGER NOT NULL
) STRICT;
INSERT INTO "material_remark" VALUES(93,12,92,1,'Numret är gammalt',41,20760);
CREATE TABLE material_reviewer (
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	material_version_id INTEGER NOT NULL REFERENCES material_version (id),
	account_id INTEGER NOT NULL REFERENCES account (id),
	PRIMARY KEY (material_version_id, account_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "material_reviewer" VALUES(11,92,41);
CREATE TABLE material_text (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	code TEXT NOT NULL,
	body TEXT NOT NULL,
	UNIQUE (owner_org_id, code)
) STRICT;
INSERT INTO "material_text" VALUES(91,11,'fi','{}');
CREATE TABLE material_version (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	product INTEGER NOT NULL CHECK (product BETWEEN 1 AND 4),
	code TEXT NOT NULL,
	number INTEGER NOT NULL CHECK (number > 0),
	state INTEGER NOT NULL DEFAULT 1 CHECK (state BETWEEN 1 AND 3),
	issue_month INTEGER NOT NULL,
	valid_until_on INTEGER,
	is_draft INTEGER NOT NULL CHECK (is_draft IN (0, 1)),
	made_by_id INTEGER NOT NULL REFERENCES account (id),
	released_by_id INTEGER REFERENCES account (id),
	released_on INTEGER,
	pdf BLOB NOT NULL,
	UNIQUE (owner_org_id, product, code, number),
	CHECK ((state = 2) = (released_on IS NOT NULL))
) STRICT;
INSERT INTO "material_version" VALUES(92,11,1,'sv',1,1,24311,NULL,0,41,NULL,NULL,X'255044462D');
CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
INSERT INTO "migration" VALUES(1,'0001_people.sql');
INSERT INTO "migration" VALUES(2,'0002_audit.sql');
INSERT INTO "migration" VALUES(3,'0003_screening.sql');
INSERT INTO "migration" VALUES(4,'0004_ballot.sql');
INSERT INTO "migration" VALUES(5,'0005_catalogue.sql');
INSERT INTO "migration" VALUES(6,'0006_referral.sql');
INSERT INTO "migration" VALUES(7,'0007_guidance.sql');
INSERT INTO "migration" VALUES(8,'0008_coverage.sql');
INSERT INTO "migration" VALUES(9,'0009_login_delay.sql');
INSERT INTO "migration" VALUES(10,'0010_purge.sql');
INSERT INTO "migration" VALUES(11,'0011_second_step.sql');
INSERT INTO "migration" VALUES(12,'0012_review.sql');
INSERT INTO "migration" VALUES(13,'0013_way_in.sql');
INSERT INTO "migration" VALUES(14,'0014_approval.sql');
INSERT INTO "migration" VALUES(15,'0015_lock.sql');
INSERT INTO "migration" VALUES(16,'0016_acute_facts.sql');
INSERT INTO "migration" VALUES(17,'0017_release.sql');
INSERT INTO "migration" VALUES(18,'0018_occasion_sum.sql');
INSERT INTO "migration" VALUES(19,'0019_public_catalogue.sql');
INSERT INTO "migration" VALUES(20,'0020_remark.sql');
INSERT INTO "migration" VALUES(21,'0021_material.sql');
INSERT INTO "migration" VALUES(22,'0022_service_details.sql');
CREATE TABLE notice (
	id INTEGER PRIMARY KEY,
	account_id INTEGER NOT NULL REFERENCES account (id),
	kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 8),
	role INTEGER NOT NULL DEFAULT 0 CHECK (role BETWEEN 0 AND 7),
	place_org_id INTEGER REFERENCES org (id),
	by_id INTEGER REFERENCES account (id),
	confirmed_by INTEGER REFERENCES account (id),
	made_on INTEGER NOT NULL
) STRICT;
INSERT INTO "notice" VALUES(45,41,1,0,12,43,NULL,20750);
CREATE TABLE occasion_sum (
	org_id INTEGER NOT NULL REFERENCES org (id),
	intervention_id INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	month INTEGER NOT NULL,
	sex INTEGER NOT NULL CHECK (sex BETWEEN 1 AND 3),
	outcome INTEGER NOT NULL CHECK (outcome BETWEEN 1 AND 4),
	reason INTEGER NOT NULL,
	n INTEGER NOT NULL CHECK (n >= 0),
	PRIMARY KEY (org_id, intervention_id, month, team_id, sex, outcome, reason),
	FOREIGN KEY (org_id, intervention_id) REFERENCES intervention (org_id, id),
	FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO "occasion_sum" VALUES(12,21,31,24311,1,1,0,1);
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
	note TEXT NOT NULL DEFAULT '', visibility INTEGER NOT NULL DEFAULT 2
	CHECK (visibility BETWEEN 1 AND 3), website TEXT NOT NULL DEFAULT '', modified_on INTEGER,
	UNIQUE (owner_org_id, code)
) STRICT;
INSERT INTO "organisation" VALUES(61,11,'org-1',NULL,'Kvinnojouren',1,'','',2,'',NULL);
CREATE TABLE posting (
	key_hash BLOB PRIMARY KEY CHECK (length(key_hash) = 32),
	day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "posting" VALUES(X'0000000000000000000000000000000000000000000000000000000000000000',20740);
CREATE TABLE purge_receipt (
	id INTEGER PRIMARY KEY,
	day INTEGER NOT NULL,
	decision TEXT NOT NULL CHECK (length(decision) BETWEEN 1 AND 200),
	body TEXT NOT NULL
) STRICT;
INSERT INTO "purge_receipt" VALUES(82,20750,'Dnr 2026/1','inget');
CREATE TABLE recovery_code (
	account_id INTEGER NOT NULL REFERENCES account (id),
	code_hash BLOB NOT NULL CHECK (length(code_hash) = 32),
	PRIMARY KEY (account_id, code_hash)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE referral_key (
	org_id INTEGER NOT NULL REFERENCES org (id),
	referral_id INTEGER NOT NULL,
	who BLOB NOT NULL CHECK (length(who) = 32),
	PRIMARY KEY (org_id, referral_id, who),
	FOREIGN KEY (org_id, referral_id) REFERENCES referral_lock (org_id, referral_id)
		ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO "referral_key" VALUES(12,71,X'0000000000000000000000000000000000000000000000000000000000000000');
CREATE TABLE referral_lock (
	org_id INTEGER NOT NULL REFERENCES org (id),
	referral_id INTEGER NOT NULL,
	ground INTEGER NOT NULL CHECK (ground BETWEEN 1 AND 4),
	PRIMARY KEY (org_id, referral_id),
	FOREIGN KEY (org_id, referral_id) REFERENCES referral (org_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO "referral_lock" VALUES(12,71,1);
CREATE TABLE referral_opening (
	org_id INTEGER NOT NULL REFERENCES org (id),
	referral_id INTEGER NOT NULL,
	who BLOB NOT NULL CHECK (length(who) = 32),
	until_at INTEGER NOT NULL,
	PRIMARY KEY (org_id, referral_id, who),
	FOREIGN KEY (org_id, referral_id) REFERENCES referral_lock (org_id, referral_id)
		ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE referral_override (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	referral_id INTEGER NOT NULL,
	who BLOB NOT NULL CHECK (length(who) = 32),
	reason INTEGER NOT NULL CHECK (reason BETWEEN 1 AND 4),
	opened_month INTEGER NOT NULL,
	is_for_auditor INTEGER NOT NULL CHECK (is_for_auditor IN (0, 1)),
	is_seen INTEGER NOT NULL DEFAULT 0 CHECK (is_seen IN (0, 1)),
	UNIQUE (org_id, id),
	FOREIGN KEY (org_id, referral_id) REFERENCES referral (org_id, id) ON DELETE CASCADE
) STRICT;
CREATE TABLE referral_sum (
	org_id INTEGER NOT NULL REFERENCES org (id),
	team_id INTEGER NOT NULL,
	offered_half INTEGER NOT NULL,
	track INTEGER NOT NULL CHECK (track BETWEEN 1 AND 4),
	service_id INTEGER NOT NULL REFERENCES service (id),
	state INTEGER NOT NULL,
	n INTEGER NOT NULL CHECK (n > 0),
	PRIMARY KEY (org_id, team_id, offered_half, track, service_id, state),
	FOREIGN KEY (org_id, team_id) REFERENCES team (org_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE release (
	id INTEGER PRIMARY KEY CHECK (id > 0),
	drawn_month INTEGER NOT NULL,
	engine TEXT NOT NULL,
	plan TEXT NOT NULL
) STRICT;
INSERT INTO "release" VALUES(1,24311,'protect','plan');
CREATE TABLE release_drawn (
	level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
	association_id INTEGER NOT NULL REFERENCES org (id),
	half_year INTEGER NOT NULL,
	cut INTEGER NOT NULL,
	label INTEGER NOT NULL,
	topic INTEGER NOT NULL,
	answer INTEGER NOT NULL,
	n INTEGER NOT NULL CHECK (n >= 0),
	PRIMARY KEY (level, association_id, half_year, cut, label, topic, answer)
) STRICT, WITHOUT ROWID;
CREATE TABLE release_figure (
	release_id INTEGER NOT NULL REFERENCES release (id),
	layer TEXT NOT NULL,
	place_id INTEGER NOT NULL REFERENCES org (id),
	label INTEGER NOT NULL,
	from_half INTEGER NOT NULL,
	measure TEXT NOT NULL,
	value INTEGER NOT NULL CHECK (value >= 0),
	spread INTEGER NOT NULL CHECK (spread >= 0),
	PRIMARY KEY (release_id, layer, place_id, label, from_half, measure)
) STRICT, WITHOUT ROWID;
INSERT INTO "release_figure" VALUES(1,'association',11,0,4051,'ANY.yes',12,900);
CREATE TABLE release_group (
	release_id INTEGER NOT NULL REFERENCES release (id),
	layer TEXT NOT NULL,
	place_id INTEGER NOT NULL REFERENCES org (id),
	label INTEGER NOT NULL,
	from_half INTEGER NOT NULL,
	n_halves INTEGER NOT NULL CHECK (n_halves IN (1, 2)),
	n INTEGER NOT NULL CHECK (n >= 0),
	PRIMARY KEY (release_id, layer, place_id, label, from_half)
) STRICT, WITHOUT ROWID;
INSERT INTO "release_group" VALUES(1,'association',11,0,4051,1,40);
CREATE TABLE release_level (
	release_id INTEGER NOT NULL REFERENCES release (id),
	level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
	through_half INTEGER NOT NULL,
	PRIMARY KEY (release_id, level)
) STRICT, WITHOUT ROWID;
INSERT INTO "release_level" VALUES(1,1,4051);
CREATE TABLE release_loss (
	release_id INTEGER NOT NULL REFERENCES release (id),
	layer TEXT NOT NULL,
	association_id INTEGER NOT NULL REFERENCES org (id),
	half_year INTEGER NOT NULL,
	cut INTEGER NOT NULL,
	label INTEGER NOT NULL,
	topic TEXT NOT NULL,
	num INTEGER NOT NULL CHECK (num >= 0),
	den INTEGER NOT NULL CHECK (den > 0),
	n INTEGER NOT NULL CHECK (n >= 0),
	PRIMARY KEY (release_id, layer, association_id, half_year, cut, label, topic)
) STRICT, WITHOUT ROWID;
CREATE TABLE release_opening (
	release_id INTEGER PRIMARY KEY REFERENCES release (id)
) STRICT;
CREATE TABLE remark (
	id INTEGER PRIMARY KEY,
	page INTEGER NOT NULL CHECK (page > 0),
	kind INTEGER NOT NULL CHECK (kind > 0),
	words TEXT NOT NULL,
	received_month INTEGER NOT NULL
) STRICT;
INSERT INTO "remark" VALUES(84,1,1,'Texten är för liten',24311);
CREATE TABLE review (
	id INTEGER PRIMARY KEY,
	org_id INTEGER NOT NULL REFERENCES org (id),
	account_id INTEGER NOT NULL REFERENCES account (id),
	made_on INTEGER NOT NULL,
	from_on INTEGER NOT NULL,
	until_on INTEGER NOT NULL,
	sample_size INTEGER NOT NULL,
	closed_on INTEGER,
	UNIQUE (org_id, id)
) STRICT;
INSERT INTO "review" VALUES(81,12,43,20760,20700,20750,20,NULL);
CREATE TABLE review_item (
	org_id INTEGER NOT NULL REFERENCES org (id),
	review_id INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	is_random INTEGER NOT NULL CHECK (is_random IN (0, 1)),
	is_rule INTEGER NOT NULL CHECK (is_rule IN (0, 1)),
	verdict INTEGER NOT NULL DEFAULT 0 CHECK (verdict BETWEEN 0 AND 3),
	PRIMARY KEY (org_id, review_id, seq),
	FOREIGN KEY (org_id, review_id) REFERENCES review (org_id, id)
) STRICT, WITHOUT ROWID;
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
	verified_on INTEGER, version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0), visibility INTEGER NOT NULL DEFAULT 2
	CHECK (visibility BETWEEN 1 AND 3), phone_visibility INTEGER NOT NULL DEFAULT 0
	CHECK (phone_visibility BETWEEN 0 AND 3), hours_visibility INTEGER NOT NULL DEFAULT 0
	CHECK (hours_visibility BETWEEN 0 AND 3), practical_visibility INTEGER NOT NULL DEFAULT 0
	CHECK (practical_visibility BETWEEN 0 AND 3), note_visibility INTEGER NOT NULL DEFAULT 2
	CHECK (note_visibility BETWEEN 0 AND 3), is_protected INTEGER NOT NULL DEFAULT 0
	CHECK (is_protected IN (0, 1)), on_phone_bill INTEGER NOT NULL DEFAULT 0, staff_phone TEXT NOT NULL DEFAULT '', website TEXT NOT NULL DEFAULT '', cost INTEGER NOT NULL DEFAULT 0, cost_text TEXT NOT NULL DEFAULT '', bring TEXT NOT NULL DEFAULT '', modified_on INTEGER, details_version INTEGER NOT NULL DEFAULT 1
	CHECK (details_version > 0), next_service_id INTEGER REFERENCES service (id), code_word_place TEXT NOT NULL DEFAULT '', code_word_owner TEXT NOT NULL DEFAULT '', code_word_trained_on INTEGER, housing_places INTEGER NOT NULL DEFAULT 0, agreement TEXT NOT NULL DEFAULT '',
	UNIQUE (owner_org_id, code)
) STRICT;
INSERT INTO "service" VALUES(62,11,61,'stod','Samtalsstöd',1,'',0,0,0,0,0,'',0,0,'','','','','',0,NULL,1,2,0,0,0,2,0,0,'','',0,'','',NULL,1,NULL,'','',NULL,0,'');
CREATE TABLE service_area (
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	service_id INTEGER NOT NULL REFERENCES service (id),
	area_code TEXT NOT NULL CHECK (length(area_code) IN (2, 4)),
	PRIMARY KEY (owner_org_id, service_id, area_code)
) STRICT, WITHOUT ROWID;
INSERT INTO "service_area" VALUES(11,62,'0181');
CREATE TABLE service_decision (
	service_proposal_id INTEGER PRIMARY KEY REFERENCES service_proposal (id),
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	verdict INTEGER NOT NULL CHECK (verdict BETWEEN 1 AND 3),
	made_version INTEGER NOT NULL DEFAULT 0,
	account_id INTEGER REFERENCES account (id),
	decided_on INTEGER NOT NULL
) STRICT;
CREATE TABLE service_details_version (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	service_id INTEGER NOT NULL REFERENCES service (id),
	version INTEGER NOT NULL CHECK (version > 0),
	changed_on INTEGER,
	account_id INTEGER REFERENCES account (id),
	visibility INTEGER NOT NULL,
	phone_visibility INTEGER NOT NULL,
	hours_visibility INTEGER NOT NULL,
	practical_visibility INTEGER NOT NULL,
	note_visibility INTEGER NOT NULL,
	is_protected INTEGER NOT NULL CHECK (is_protected IN (0, 1)),
	on_phone_bill INTEGER NOT NULL,
	staff_phone TEXT NOT NULL,
	website TEXT NOT NULL,
	cost INTEGER NOT NULL,
	cost_text TEXT NOT NULL,
	bring TEXT NOT NULL,
	area TEXT NOT NULL,
	next_service_id INTEGER REFERENCES service (id),
	code_word_place TEXT NOT NULL,
	code_word_owner TEXT NOT NULL,
	code_word_trained_on INTEGER,
	housing_places INTEGER NOT NULL,
	agreement TEXT NOT NULL,
	UNIQUE (service_id, version)
) STRICT;
CREATE TABLE service_proposal (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	service_id INTEGER NOT NULL,
	base_version INTEGER NOT NULL,
	account_id INTEGER REFERENCES account (id),
	proposed_on INTEGER NOT NULL,
	checked_on INTEGER,
	source INTEGER NOT NULL CHECK (source BETWEEN 0 AND 5),
	phone TEXT NOT NULL,
	phone_note TEXT NOT NULL,
	hours TEXT NOT NULL,
	same_day INTEGER NOT NULL,
	is_acute INTEGER NOT NULL CHECK (is_acute IN (0, 1)),
	FOREIGN KEY (service_id, base_version) REFERENCES service_version (service_id, version)
) STRICT;
INSERT INTO "service_proposal" VALUES(83,11,62,1,41,20760,NULL,1,'08-123 00','','',0,0);
CREATE TABLE service_version (
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	service_id INTEGER NOT NULL REFERENCES service (id),
	version INTEGER NOT NULL CHECK (version > 0),
	from_on INTEGER,
	phone TEXT NOT NULL,
	phone_note TEXT NOT NULL,
	hours TEXT NOT NULL,
	same_day INTEGER NOT NULL,
	is_acute INTEGER NOT NULL CHECK (is_acute IN (0, 1)),
	PRIMARY KEY (service_id, version)
) STRICT, WITHOUT ROWID;
INSERT INTO "service_version" VALUES(11,62,1,NULL,'','','',0,0);
CREATE TABLE session (
	token_hash BLOB PRIMARY KEY,
	account_id INTEGER NOT NULL REFERENCES account (id),
	place_org_id INTEGER REFERENCES org (id),
	place_team_id INTEGER REFERENCES team (id),
	opened_at INTEGER NOT NULL,
	seen_at INTEGER NOT NULL
, awaits_code INTEGER NOT NULL DEFAULT 0
	CHECK (awaits_code IN (0, 1)), is_locked INTEGER NOT NULL DEFAULT 0
	CHECK (is_locked IN (0, 1))) STRICT, WITHOUT ROWID;
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
CREATE TABLE totp (
	account_id INTEGER PRIMARY KEY REFERENCES account (id),
	secret BLOB NOT NULL,
	is_trusted INTEGER NOT NULL DEFAULT 0 CHECK (is_trusted IN (0, 1)),
	last_step INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "totp" VALUES(41,X'0000000000000000000000000000000000000000000000000000000000000000',1,0);
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
CREATE VIEW coverage_due AS
SELECT v.org_id, c.intervention_id, c.team_id, v.association_id, d.card_id, c.sex, c.age_band,
	d.due_month, d.outcome
FROM coverage_viewer v
CROSS JOIN card c
CROSS JOIN due d
WHERE c.org_id = v.party_id AND c.intervention_id = v.intervention_id
	AND d.org_id = c.org_id AND d.card_id = c.id;
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
CREATE VIEW coverage_kept AS
SELECT v.org_id, k.intervention_id, k.team_id, v.association_id, k.sex, k.age_band,
	k.from_month, k.months, k.n_due, k.n_answered, k.n_asked
FROM coverage_viewer v
JOIN kept_coverage k ON k.org_id = v.party_id AND k.intervention_id = v.intervention_id;
CREATE INDEX notice_of ON notice (account_id);
CREATE INDEX approval_of_place ON approval (org_id, state);
CREATE VIEW team_worker AS
SELECT g.org_id, g.account_id, g.team_id AS worker_team_id, g.role AS worker_role, g.from_on,
	g.until_on, a.display_name
FROM role_grant g
JOIN account a ON a.id = g.account_id
WHERE a.is_disabled = 0 AND g.role IN (1, 2);
CREATE INDEX card_override_card ON card_override (org_id, card_id);
CREATE VIEW card_sight AS
SELECT k.org_id, k.card_id, k.who, 253402300799 AS until_at FROM card_key k
UNION ALL
SELECT o.org_id, o.card_id, o.who, o.until_at FROM card_opening o;
CREATE INDEX referral_override_referral ON referral_override (org_id, referral_id);
CREATE VIEW referral_sight AS
SELECT k.org_id, k.referral_id, k.who, 253402300799 AS until_at FROM referral_key k
UNION ALL
SELECT o.org_id, o.referral_id, o.who, o.until_at FROM referral_opening o;
CREATE INDEX service_proposal_service ON service_proposal (service_id);
CREATE VIEW counter_sum AS
SELECT c.association_id, c.half_year, c.cut, c.label, c.topic, c.answer, c.n FROM counter c;
CREATE VIEW slip_waiting AS
SELECT b.association_id, b.half_year, b.cut, count(*) AS n FROM ballot b
GROUP BY b.association_id, b.half_year, b.cut;
CREATE VIEW coverage_occasion AS
SELECT v.org_id, s.intervention_id, s.team_id, v.association_id, v.uses_cards, s.sex,
	s.month AS asked_month, s.outcome, s.reason, s.n
FROM coverage_viewer v
CROSS JOIN occasion_sum s
WHERE s.org_id = v.party_id AND s.intervention_id = v.intervention_id;
CREATE INDEX due_outcome ON due (org_id, card_id, due_month, outcome);
CREATE INDEX service_area_service ON service_area (service_id);
CREATE INDEX service_area_code ON service_area (area_code);
CREATE VIEW public_organisation AS
SELECT o.id AS organisation_id, o.owner_org_id, o.code AS organisation_code,
	o.name AS organisation_name, o.kind, o.municipality, o.website, o.modified_on,
	ifnull((SELECT p.name FROM organisation p
		WHERE p.id = o.parent_id AND p.visibility = 1), '') AS parent_name,
	ifnull((SELECT group_concat(x.name, ';') FROM (SELECT y.name FROM alias y
		WHERE y.organisation_id = o.id ORDER BY y.name) x), '') AS aliases
FROM organisation o
WHERE o.visibility = 1;
CREATE VIEW public_service AS
SELECT s.id AS service_id, s.owner_org_id, s.organisation_id, s.code AS service_code,
	s.name AS service_name, o.name AS organisation_name, o.municipality, s.tracks,
	s.target_groups, s.age_from, s.age_to, s.entry_routes, s.requires, s.response,
	s.response_text, s.same_day, s.anonymous, s.is_acute, s.verified_on, s.modified_on,
	CASE WHEN s.phone_visibility < 2 THEN s.phone ELSE '' END AS phone,
	CASE WHEN s.phone_visibility < 2 THEN s.phone_note ELSE '' END AS phone_note,
	CASE WHEN s.phone_visibility < 2 THEN s.on_phone_bill ELSE 0 END AS on_phone_bill,
	CASE WHEN s.hours_visibility < 2 THEN s.hours ELSE '' END AS hours,
	CASE WHEN s.practical_visibility < 2 THEN s.languages ELSE '' END AS languages,
	CASE WHEN s.practical_visibility < 2 THEN s.website ELSE '' END AS website,
	CASE WHEN s.practical_visibility < 2 THEN s.cost ELSE 0 END AS cost,
	CASE WHEN s.practical_visibility < 2 THEN s.cost_text ELSE '' END AS cost_text,
	CASE WHEN s.practical_visibility < 2 THEN s.bring ELSE '' END AS bring,
	CASE WHEN s.note_visibility < 2 THEN s.note ELSE '' END AS description,
	ifnull((SELECT group_concat(x.area_code, ';') FROM (SELECT y.area_code
		FROM service_area y WHERE y.service_id = s.id ORDER BY y.area_code) x), '')
		AS area_codes
FROM service s
JOIN organisation o ON o.id = s.organisation_id
WHERE s.visibility = 1 AND o.visibility = 1;
CREATE VIEW public_area AS
SELECT x.area_code, x.service_id
FROM service_area x
JOIN service s ON s.id = x.service_id
JOIN organisation o ON o.id = s.organisation_id
WHERE s.visibility = 1 AND o.visibility = 1;
COMMIT;
