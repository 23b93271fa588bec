/* Versions of printed products. */
#include "features/material/version.h"

#include "core/auth/session.h"
#include "features/material/material.sql.h"
#include "features/people/people.h"

static struct material_version
version_of(const struct scope *scope, const struct sql_material_versions *row)
{
	return (struct material_version){
		.id = row->id,
		.product = (enum material_product)row->product,
		.code = row->code,
		.municipality = row->municipality,
		.number = row->number,
		.state = (enum version_state)row->state,
		.issue = row->issue_month,
		.valid_until = row->valid_until_on,
		.is_draft = row->is_draft,
		.made_by = row->made_by_id,
		.released_by = row->released_by_id,
		.released_on = row->released_on,
		.owner = row->owner_org_id,
		.is_own = row->owner_org_id.v == scope_org(scope).v,
		.is_invited = row->is_invited,
	};
}

/* Half-made numbers on paper are worse than none: what is not released only its readers see. */
static bool
is_seen(const struct scope *scope, const struct material_version *v)
{
	return v->state == VERSION_RELEASED || v->is_invited ||
		(v->is_own && scope_may(scope, PERM_CATALOGUE_EDIT));
}

enum err
versions_seen(struct db *db, const struct scope *scope, struct arena *a,
	struct material_version **rows, size_t *n)
{
	struct sql_material_versions *found;
	struct material_version *seen;
	size_t n_found, i, n_seen = 0;

	TRY(sql_material_versions(db, scope, a, scope_account(scope), &found, &n_found));
	seen = ARENA_ARRAY(a, struct material_version, n_found + 1);
	if (!seen)
		return ERR_LIMIT;
	for (i = 0; i < n_found; i++) {
		struct material_version v = version_of(scope, &found[i]);

		if (is_seen(scope, &v))
			seen[n_seen++] = v;
	}
	*rows = seen;
	*n = n_seen;
	return OK;
}

enum err
version_seen(struct db *db, const struct scope *scope, struct arena *a, material_version_id id,
	struct material_version *out)
{
	struct material_version *rows;
	size_t n, i;

	TRY(versions_seen(db, scope, a, &rows, &n));
	for (i = 0; i < n; i++)
		if (rows[i].id.v == id.v) {
			*out = rows[i];
			return OK;
		}
	return ERR_NOT_FOUND;
}

enum err
version_file(struct db *db, const struct scope *scope, struct arena *a, material_version_id id,
	struct str *pdf)
{
	struct material_version seen;
	struct sql_material_file file;

	TRY(version_seen(db, scope, a, id, &seen));
	TRY(sql_material_file(db, a, id, &file));
	*pdf = file.pdf;
	return OK;
}

/* ---- words ---- */

static struct material_texts *
texts_of_code(struct material_texts *texts, size_t n, struct str code)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(texts[i].code, code))
			return &texts[i];
	return NULL;
}

enum err
material_languages(struct db *db, const struct scope *scope, struct arena *a,
	struct material_texts **out, size_t *n)
{
	struct material_texts *shipped, *all, own, *same;
	struct sql_material_texts *rows;
	size_t n_all, n_rows, i;
	struct str fault;

	TRY(material_texts_shipped(a, &shipped, &n_all));
	TRY(sql_material_texts(db, scope, a, &rows, &n_rows));
	all = ARENA_ARRAY(a, struct material_texts, n_all + n_rows);
	if (!all)
		return ERR_LIMIT;
	memcpy(all, shipped, n_all * sizeof(*all));
	for (i = 0; i < n_rows; i++) {
		TRY(material_texts_parse(rows[i].body, a, &own, &fault));
		same = texts_of_code(all, n_all, own.code);
		if (!same)
			same = &all[n_all++];
		*same = own;
	}
	*out = all;
	*n = n_all;
	return OK;
}

enum err
material_put_texts(struct tx *tx, const struct scope *scope, struct arena *a, struct str file,
	struct material_texts *texts, struct str *fault)
{
	TRY(material_texts_parse(file, a, texts, fault));
	return sql_material_put_text(tx, scope, texts->code, file);
}

/* ---- making and releasing ---- */

enum err
material_municipalities(struct db *db, const struct scope *scope, struct arena *a,
	struct area **out, size_t *n)
{
	struct sql_material_municipalities *rows;
	struct places places;
	size_t n_rows, i;

	TRY(places_read(a, &places));
	TRY(sql_material_municipalities(db, scope, a, &rows, &n_rows));
	*out = ARENA_ARRAY(a, struct area, n_rows + 1);
	if (!*out)
		return ERR_LIMIT;
	*n = 0;
	for (i = 0; i < n_rows; i++) {
		const struct area *place = places_of_digits(&places, rows[i].area_code);

		if (place)
			(*out)[(*n)++] = *place;
	}
	return OK;
}

/* "" for the whole association. */
static enum err
place_name(struct arena *a, struct str municipality, struct str *out)
{
	const struct area *place;
	struct places places;

	*out = STR_NULL;
	if (str_is_empty(municipality))
		return OK;
	TRY(places_read(a, &places));
	place = places_of_digits(&places, municipality);
	if (!place)
		return ERR_NOT_FOUND;
	*out = place->name;
	return OK;
}

enum err
material_make(struct db *db, const struct scope *scope, struct arena *a,
	const struct making *in, struct made_product *out)
{
	struct made_product made = { .product = in->product,
		.code = in->code,
		.municipality = in->municipality,
		.by = in->by,
		.issue = date_month(in->today) };
	struct material_texts *languages, *texts;
	struct print_matter matter = { .address = in->address, .issue = made.issue };
	struct org_row publisher;
	size_t n;

	TRY(material_languages(db, scope, a, &languages, &n));
	texts = texts_of_code(languages, n, in->code);
	if (!texts)
		return ERR_NOT_FOUND;
	TRY(material_gather(db, scope, a,
		&(struct gathering_for){ .is_for_staff = in->product == PRODUCT_SHEET,
			.municipality = in->municipality,
			.today = in->today },
		&made.gathered));
	TRY(place_name(a, in->municipality, &matter.place));
	TRY(org_by_id(db, a, scope_org(scope), &publisher));
	made.is_draft = !texts->is_reviewed;
	matter.texts = texts;
	matter.lines = made.gathered.lines;
	matter.n = made.gathered.n;
	matter.publisher = publisher.name;
	matter.is_draft = made.is_draft || !in->is_for_release;
	TRY(print_product(in->product, &matter, a, &made.printed));
	*out = made;
	return OK;
}

enum err
version_add(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct made_product *made, material_version_id *id)
{
	struct sql_material_last_number last;
	struct sql_material_add_version row;
	struct sql_material_in_review waiting;

	TRY(sql_material_in_review(tx_db(tx), scope, a, &waiting));
	if (waiting.n >= VERSIONS_IN_REVIEW_MAX)
		return ERR_LIMIT;
	TRY(sql_material_last_number(tx_db(tx), scope, a, made->product, made->code, &last));
	TRY(sql_material_add_version(tx, scope, a,
		&(struct sql_material_add_version_in){ .product = made->product,
			.code = made->code,
			.municipality = made->municipality,
			.number = last.number + 1,
			.issue_month = made->issue,
			.valid_until_on = made->printed.valid_until,
			.is_draft = made->is_draft,
			.made_by_id = made->by,
			.pdf = made->printed.pdf },
		&row));
	*id = row.id;
	return OK;
}

static enum err
all_answered(struct db *db, const struct scope *scope, struct arena *a, material_version_id id)
{
	struct material_remark *remarks;
	size_t n, i;

	TRY(version_remarks(db, scope, a, id, &remarks, &n));
	for (i = 0; i < n; i++)
		if (remarks[i].verdict == REMARK_WAITS)
			return ERR_BUSY;
	return OK;
}

static bool
is_same_line(const struct print_line *a, const struct print_line *b)
{
	return str_eq(a->name, b->name) && str_eq(a->phone, b->phone) &&
		str_eq(a->detail, b->detail) && str_eq(a->next, b->next) &&
		a->is_stale == b->is_stale &&
		a->due.days == b->due.days;
}

/* It was drawn before this transaction: a number that was changed meanwhile is not to be printed. */
static enum err
still_holds(struct db *db, const struct scope *scope, struct arena *a,
	const struct made_product *made, struct date today)
{
	const struct gathering_for in = { .is_for_staff = made->product == PRODUCT_SHEET,
		.municipality = made->municipality, .today = today };
	struct material_gathered now;
	size_t i;

	TRY(material_gather(db, scope, a, &in, &now));
	if (now.n != made->gathered.n)
		return ERR_CONFLICT;
	for (i = 0; i < now.n; i++)
		if (!is_same_line(&now.lines[i], &made->gathered.lines[i]))
			return ERR_CONFLICT;
	return OK;
}

enum err
version_release(struct tx *tx, const struct scope *scope, struct arena *a,
	material_version_id id, const struct made_product *made, struct date today)
{
	struct material_version seen;

	TRY(version_seen(tx_db(tx), scope, a, id, &seen));
	if (!seen.is_own)
		return ERR_NOT_FOUND;
	if (made->gathered.n_stale_acute > 0)
		return ERR_INVALID;
	TRY(all_answered(tx_db(tx), scope, a, id));
	TRY(still_holds(tx_db(tx), scope, a, made, today));
	return sql_material_release(tx, scope,
		&(struct sql_material_release_in){ .id = id,
			.released_by_id = made->by,
			.released_on = today,
			.issue_month = made->issue,
			.valid_until_on = made->printed.valid_until,
			.is_draft = made->is_draft,
			.pdf = made->printed.pdf });
}

enum err
version_put_aside(struct tx *tx, const struct scope *scope, struct arena *a,
	material_version_id id)
{
	struct material_version seen;

	TRY(version_seen(tx_db(tx), scope, a, id, &seen));
	return seen.is_own ? sql_material_put_aside(tx, scope, id) : ERR_NOT_FOUND;
}

/* ---- the round ---- */

enum err
version_remarks(struct db *db, const struct scope *scope, struct arena *a,
	material_version_id id, struct material_remark **rows, size_t *n)
{
	struct sql_material_remarks *found;
	struct material_version seen;
	size_t i;

	TRY(version_seen(db, scope, a, id, &seen));
	TRY(sql_material_remarks(db, a, id, &found, n));
	*rows = ARENA_ARRAY(a, struct material_remark, *n + 1);
	if (!*rows)
		return ERR_LIMIT;
	for (i = 0; i < *n; i++)
		(*rows)[i] = (struct material_remark){ .id = found[i].id,
			.panel = found[i].panel,
			.body = found[i].body,
			.by = found[i].account_id,
			.on = found[i].said_on,
			.verdict = (enum remark_verdict)found[i].verdict };
	return OK;
}

enum err
version_reviewers(struct db *db, const struct scope *scope, struct arena *a,
	material_version_id id, account_id **rows, size_t *n)
{
	struct sql_material_reviewers *found;
	struct material_version seen;
	size_t i;

	TRY(version_seen(db, scope, a, id, &seen));
	TRY(sql_material_reviewers(db, a, id, &found, n));
	*rows = ARENA_ARRAY(a, account_id, *n + 1);
	if (!*rows)
		return ERR_LIMIT;
	for (i = 0; i < *n; i++)
		(*rows)[i] = found[i].account_id;
	return OK;
}

static enum err
still_in_review(struct db *db, const struct scope *scope, struct arena *a,
	material_version_id id, struct material_version *seen)
{
	TRY(version_seen(db, scope, a, id, seen));
	return seen->state == VERSION_IN_REVIEW ? OK : ERR_CONFLICT;
}

enum err
version_invite(struct tx *tx, const struct scope *scope, struct arena *a,
	material_version_id id, account_id who)
{
	struct material_version seen;

	TRY(still_in_review(tx_db(tx), scope, a, id, &seen));
	if (!seen.is_own)
		return ERR_NOT_FOUND;
	TRY(account_works_with(tx_db(tx), a, who, scope_org(scope)));
	return sql_material_invite(tx, scope, id, who);
}

enum err
version_remark(struct tx *tx, const struct scope *scope, struct arena *a,
	material_version_id id, const struct material_remark *in)
{
	struct sql_material_add_remark row;
	struct material_remark *said;
	struct material_version seen;
	size_t n;

	TRY(still_in_review(tx_db(tx), scope, a, id, &seen));
	TRY(version_remarks(tx_db(tx), scope, a, id, &said, &n));
	if (n >= VERSION_REMARKS_MAX)
		return ERR_LIMIT;
	return sql_material_add_remark(tx, scope, a,
		&(struct sql_material_add_remark_in){ .material_version_id = id,
			.panel = in->panel,
			.body = in->body,
			.account_id = in->by,
			.said_on = in->on },
		&row);
}

enum err
remark_answer(struct tx *tx, const struct scope *scope, struct arena *a, material_remark_id id,
	enum remark_verdict verdict, material_version_id *version)
{
	struct sql_material_version_of_remark row;
	struct material_version seen;

	TRY(sql_material_version_of_remark(tx_db(tx), a, id, &row));
	TRY(still_in_review(tx_db(tx), scope, a, row.material_version_id, &seen));
	if (!seen.is_own)
		return ERR_NOT_FOUND;
	TRY(sql_material_answer(tx, scope, id, verdict));
	*version = row.material_version_id;
	return OK;
}
