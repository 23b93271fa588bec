/* Changing acute facts: one person proposes, another accepts, and every version is kept. */
#include "features/catalogue/catalogue.h"

#include "features/catalogue/changes.sql.h"
#include "features/catalogue/rows.h"

bool
catalogue_fact_differs(const struct catalogue_facts *a, const struct catalogue_facts *b,
	enum catalogue_fact fact)
{
	switch (fact) {
	case FACT_PHONE:
		return !str_eq(a->phone, b->phone);
	case FACT_PHONE_NOTE:
		return !str_eq(a->phone_note, b->phone_note);
	case FACT_HOURS:
		return !str_eq(a->hours, b->hours);
	case FACT_SAME_DAY:
		return a->same_day != b->same_day;
	case FACT_IS_ACUTE:
		return a->is_acute != b->is_acute;
	case FACTS:
		break;
	}
	return false;
}

struct catalogue_facts
catalogue_facts_of(const struct catalogue_service *service)
{
	return (struct catalogue_facts){ service->phone, service->phone_note, service->hours,
		service->same_day, service->is_acute };
}

static bool
is_same(const struct catalogue_facts *a, const struct catalogue_facts *b)
{
	enum catalogue_fact fact;

	for (fact = FACT_PHONE; fact < FACTS; fact++)
		if (catalogue_fact_differs(a, b, fact))
			return false;
	return true;
}

/* What would hold after it: what it changes, and the rest as it is now. */
static struct catalogue_facts
merge(const struct catalogue_change *change)
{
	const struct catalogue_facts *base = &change->base, *proposed = &change->proposed;
	struct catalogue_facts merged = change->now;

	if (catalogue_fact_differs(base, proposed, FACT_PHONE))
		merged.phone = proposed->phone;
	if (catalogue_fact_differs(base, proposed, FACT_PHONE_NOTE))
		merged.phone_note = proposed->phone_note;
	if (catalogue_fact_differs(base, proposed, FACT_HOURS))
		merged.hours = proposed->hours;
	if (catalogue_fact_differs(base, proposed, FACT_SAME_DAY))
		merged.same_day = proposed->same_day;
	if (catalogue_fact_differs(base, proposed, FACT_IS_ACUTE))
		merged.is_acute = proposed->is_acute;
	return merged;
}

/* ---- reading ---- */

/* Of protected housing an address that was written before the mark proposes nothing. */
static struct catalogue_change
change_of_row(struct arena *a, const struct sql_catalogue_changes *r)
{
	static const struct catalogue_facts none = { 0 };
	struct catalogue_change change = {
		.id = r->id,
		.service = r->service_id,
		.service_name = r->name,
		.organisation_name = r->organisation_name,
		.owner = r->owner_org_id,
		.by = r->account_id,
		.proposed_on = r->proposed_on,
		.checked_on = r->checked_on,
		.source = (enum catalogue_source)r->source,
		.base_version = r->base_version,
		.version = r->version,
		.base = { r->base_phone, r->base_phone_note, r->base_hours,
			(enum same_day)r->base_same_day, r->is_base_acute },
		.now = { r->now_phone, r->now_phone_note, r->now_hours,
			(enum same_day)r->now_same_day, r->is_now_acute },
		.proposed = { r->phone, r->phone_note, r->hours, (enum same_day)r->same_day,
			r->is_acute },
		.verdict = (enum catalogue_verdict)r->verdict,
		.made_version = r->made_version,
		.decided_by = r->decided_by,
		.decided_on = r->decided_on,
	};

	if (r->is_protected) {
		catalogue_replace_addresses(a, &change.base, &none);
		catalogue_replace_addresses(a, &change.proposed, &change.base);
	}
	return change;
}

enum err
catalogue_changes(struct db *db, const struct scope *scope, struct arena *a,
	service_id service, bool is_waiting_only, struct catalogue_change **rows, size_t *n)
{
	struct sql_catalogue_changes *found;
	struct catalogue_change *changes;
	size_t n_found, i;

	TRY(sql_catalogue_changes(db, scope, a, service, (service_proposal_id){ 0 },
		is_waiting_only, &found, &n_found));
	changes = ARENA_ARRAY(a, struct catalogue_change, n_found + 1);
	if (!changes)
		return ERR_LIMIT;
	for (i = 0; i < n_found; i++)
		changes[i] = change_of_row(a, &found[i]);
	*rows = changes;
	*n = n_found;
	return OK;
}

enum err
catalogue_change_by_id(struct db *db, const struct scope *scope, struct arena *a,
	service_proposal_id id, struct catalogue_change *out)
{
	struct sql_catalogue_changes *found;
	size_t n;

	if (id.v == 0)
		return ERR_NOT_FOUND;
	TRY(sql_catalogue_changes(
		db, scope, a, (service_id){ 0 }, id, false, &found, &n));
	if (n == 0)
		return ERR_NOT_FOUND;
	*out = change_of_row(a, &found[0]);
	return OK;
}

enum err
catalogue_changes_waiting(struct db *db, const struct scope *scope, struct arena *a,
	int64_t *all, int64_t *of_others)
{
	struct sql_catalogue_waiting row;

	TRY(sql_catalogue_waiting(db, scope, a, scope_account(scope), &row));
	*all = row.all_of_them;
	*of_others = row.of_others;
	return OK;
}

enum err
catalogue_versions(struct db *db, const struct scope *scope, struct arena *a,
	service_id service, struct catalogue_version **rows, size_t *n)
{
	struct sql_catalogue_versions *found;
	struct catalogue_version *versions;
	size_t n_found, i;

	TRY(sql_catalogue_versions(db, scope, a, service, &found, &n_found));
	versions = ARENA_ARRAY(a, struct catalogue_version, n_found + 1);
	if (!versions)
		return ERR_LIMIT;
	for (i = 0; i < n_found; i++)
		versions[i] = (struct catalogue_version){ .version = found[i].version,
			.from_on = found[i].from_on,
			.facts = { found[i].phone, found[i].phone_note, found[i].hours,
				(enum same_day)found[i].same_day, found[i].is_acute } };
	*rows = versions;
	*n = n_found;
	return OK;
}

/* ---- proposing ---- */

static enum err
add_proposal(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_proposing *in, struct date today)
{
	const struct sql_catalogue_add_proposal_in row = {
		.service_id = in->service,
		.base_version = in->version,
		.account_id = scope_account(scope),
		.proposed_on = today,
		.checked_on = in->checked_on,
		.source = in->source,
		.phone = in->facts.phone,
		.phone_note = in->facts.phone_note,
		.hours = in->facts.hours,
		.same_day = in->facts.same_day,
		.is_acute = in->facts.is_acute,
	};
	struct sql_catalogue_add_proposal made;

	return sql_catalogue_add_proposal(tx, scope, a, &row, &made);
}

/* Whoever proposes for ever would bury what others propose. */
static enum err
check_room(struct tx *tx, const struct scope *scope, struct arena *a)
{
	struct sql_catalogue_waiting_by row;

	TRY(sql_catalogue_waiting_by(tx_db(tx), a, scope_account(scope), &row));
	return row.n < CATALOGUE_PROPOSALS_MAX ? OK : ERR_LIMIT;
}

enum err
catalogue_propose_change(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_proposing *in, struct date today)
{
	struct catalogue_service service;
	struct catalogue_facts now;

	TRY(catalogue_service(tx_db(tx), scope, a, in->service, &service));
	if (service.version != in->version)
		return ERR_CONFLICT;
	now = catalogue_facts_of(&service);
	if (is_same(&now, &in->facts))
		return ERR_INVALID;
	TRY(catalogue_check_facts(tx_db(tx), scope, a, in->service, &in->facts));
	TRY(check_room(tx, scope, a));
	return add_proposal(tx, scope, a, in, today);
}

enum err
catalogue_propose_imported(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_proposing *in, struct date today, bool *is_new)
{
	struct catalogue_change *waiting;
	size_t n, i;

	TRY(catalogue_changes(tx_db(tx), scope, a, in->service, true, &waiting, &n));
	for (i = 0; i < n; i++)
		if (waiting[i].source == SOURCE_IMPORT &&
			waiting[i].base_version == in->version &&
			is_same(&waiting[i].proposed, &in->facts))
			break;
	if (i == n)
		TRY(add_proposal(tx, scope, a, in, today));
	*is_new = i == n;
	return OK;
}

enum err
catalogue_begin_history(struct tx *tx, const struct scope *scope, struct date today)
{
	return sql_catalogue_begin_history(tx, scope, today);
}

/* ---- deciding ---- */

/* A proposal that still waits, about that version of a service of the scope's own place. */
static enum err
read_waiting(struct tx *tx, const struct scope *scope, struct arena *a, service_proposal_id id,
	int64_t version, struct catalogue_change *out)
{
	struct catalogue_change change;

	TRY(catalogue_change_by_id(tx_db(tx), scope, a, id, &change));
	if (change.owner.v != scope_org(scope).v)
		return ERR_NOT_FOUND;
	if (change.verdict != PROPOSAL_WAITS || change.version != version)
		return ERR_CONFLICT;
	*out = change;
	return OK;
}

static enum err
set_facts(struct tx *tx, const struct scope *scope, const struct catalogue_change *change,
	int64_t version, struct date today)
{
	const struct catalogue_facts merged = merge(change);
	const struct sql_catalogue_set_facts_in row = {
		.id = change->service,
		.version = version,
		.phone = merged.phone,
		.phone_note = merged.phone_note,
		.hours = merged.hours,
		.same_day = merged.same_day,
		.is_acute = merged.is_acute,
		.verified_on = change->checked_on,
		.modified_on = today,
	};

	TRY(sql_catalogue_set_facts(tx, scope, &row));
	return sql_catalogue_add_version(tx, scope, today, change->service);
}

/*
 * The second pair of eyes is the point: nobody accepts her own, and a job accepts nothing, since the
 * import has no account either.  The day of checking is the proposer's, so what was only heard of
 * stands as not checked until somebody has called.
 */
enum err
catalogue_accept_change(struct tx *tx, const struct scope *scope, struct arena *a,
	service_proposal_id id, int64_t version, struct date today)
{
	struct sql_catalogue_accept_in row = { .id = id, .made_version = version + 1,
		.account_id = scope_account(scope), .decided_on = today };
	struct catalogue_change change;
	struct catalogue_facts merged;

	TRY(read_waiting(tx, scope, a, id, version, &change));
	if (row.account_id.v == 0 || change.by.v == row.account_id.v)
		return ERR_FORBIDDEN;
	merged = merge(&change);
	TRY(catalogue_check_facts(tx_db(tx), scope, a, change.service, &merged));
	TRY(set_facts(tx, scope, &change, version, today));
	return sql_catalogue_accept(tx, scope, &row);
}

enum err
catalogue_decline_change(struct tx *tx, const struct scope *scope, struct arena *a,
	service_proposal_id id, int64_t version, struct date today)
{
	struct catalogue_change change;

	TRY(read_waiting(tx, scope, a, id, version, &change));
	return sql_catalogue_decline(tx, scope, id, scope_account(scope), today);
}

enum err
catalogue_withdraw_change(struct tx *tx, const struct scope *scope, struct arena *a,
	service_proposal_id id, struct date today)
{
	struct catalogue_change change;

	TRY(catalogue_change_by_id(tx_db(tx), scope, a, id, &change));
	if (change.by.v == 0 || change.by.v != scope_account(scope).v)
		return ERR_NOT_FOUND;
	if (change.verdict != PROPOSAL_WAITS)
		return ERR_CONFLICT;
	return sql_catalogue_withdraw(tx, scope, id, scope_account(scope), today);
}
