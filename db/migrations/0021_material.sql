-- room: material

-- Words of the printed products in another language, or in place of those that the program carries;
-- body: a file of content/material's form.
CREATE TABLE material_text (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	code TEXT NOT NULL,
	body TEXT NOT NULL,
	UNIQUE (owner_org_id, code)
) STRICT;

-- A printed product as it was made: the file itself, since paper is not changed afterwards.
-- product: enum material_product.  state: 1 in review, 2 released, 3 put aside.
-- valid_until_on: when the first of its facts must be checked again; NULL when none goes out of date.
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

-- Who was asked to read a version.
CREATE TABLE material_reviewer (
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	material_version_id INTEGER NOT NULL REFERENCES material_version (id),
	account_id INTEGER NOT NULL REFERENCES account (id),
	PRIMARY KEY (material_version_id, account_id)
) STRICT, WITHOUT ROWID;

-- What a reader says of a panel or a page.  owner_org_id: the place of whoever says it.
CREATE TABLE material_remark (
	id INTEGER PRIMARY KEY,
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	material_version_id INTEGER NOT NULL REFERENCES material_version (id),
	panel INTEGER NOT NULL CHECK (panel BETWEEN 0 AND 8),
	body TEXT NOT NULL,
	account_id INTEGER NOT NULL REFERENCES account (id),
	said_on INTEGER NOT NULL
) STRICT;

-- What the editor did about a remark.  verdict: 1 changed, 2 left as it was.
CREATE TABLE material_answer (
	material_remark_id INTEGER PRIMARY KEY REFERENCES material_remark (id),
	owner_org_id INTEGER NOT NULL REFERENCES org (id),
	verdict INTEGER NOT NULL CHECK (verdict BETWEEN 1 AND 2)
) STRICT;
