/* Changing acute facts: one person proposes, another accepts, and every version is kept. */
#include "features/catalogue/catalogue.h"

#include "features/catalogue/changes.sql.h"
#include "features/catalogue/rows.h"

struct catalogue_facts
catalogue_facts_of(const struct catalogue_service *s)
{
	return (struct catalogue_facts){ .phone = s->phone, .phone_note = s->phone_note,
		.hours = s->hours, .same_day = s->same_day, .is_acute = s->is_acute,
		.entry_routes = s->entry_routes, .requirements = s->requirements,
		.response_text = s->response_text, .anonymous = s->anonymous,
		.ended_on = s->ended_on, .end_reason = s->end_reason, .name = s->name,
		.tracks = s->tracks, .target_groups = s->target_groups,
		.age_from = s->age_from, .age_to = s->age_to, .languages = s->languages,
		.note = s->note };
}

/* Whether they differ in one of the facts from that one up to another. */
static bool
differs(const struct catalogue_facts *a, const struct catalogue_facts *b, int from, int end)
{
	int fact;

	for (fact = from; fact < end; fact++)
		if (catalogue_fact_differs(a, b, (enum catalogue_fact)fact))
			return true;
	return false;
}

static bool
is_same(const struct catalogue_facts *a, const struct catalogue_facts *b)
{
	return !differs(a, b, 0, FACTS);
}

/* What would hold after it: what it changes, and the rest as it is now. */
static struct catalogue_facts
merge(const struct catalogue_change *change)
{
	struct catalogue_facts merged = change->now;
	int fact;

	for (fact = 0; fact < FACTS; fact++)
		if (catalogue_fact_differs(
			    &change->base, &change->proposed, (enum catalogue_fact)fact))
			form_copy(&catalogue_facts_form, fact, &change->proposed, &merged);
	return merged;
}

/* ---- reading ---- */

/* Of protected housing an address that was written before the mark proposes nothing. */
static struct catalogue_change
change_of_row(struct arena *a, const struct sql_catalogue_changes *r)
{
	static const struct catalogue_facts none = { 0 };
	struct catalogue_facts merged;
	struct catalogue_change change = {
		.id = r->id,
		.service = r->service_id,
		.organisation = r->organisation_id,
		.service_name = r->service_id.v ? r->now_name : r->name,
		.organisation_name = r->organisation_name,
		.owner = r->owner_org_id,
		.by = r->account_id,
		.proposed_on = r->proposed_on,
		.checked_on = r->checked_on,
		.source = (enum catalogue_source)r->source,
		.base_version = r->base_version,
		.version = r->version,
		.base = FACTS_OF(r, base_),
		.now = FACTS_OF(r, now_),
		.proposed = FACTS_OF(r, ),
		.verdict = (enum catalogue_verdict)r->verdict,
		.made_version = r->made_version,
		.decided_by = r->decided_by,
		.decided_on = r->decided_on,
	};

	if (r->is_protected) {
		catalogue_replace_addresses(a, &change.base, &none);
		catalogue_replace_addresses(a, &change.proposed, &change.base);
	}
	merged = merge(&change);
	change.is_acute = change.service.v == 0 ||
		differs(&change.now, &merged, 0, FACT_FIRST_PLAIN);
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
			.import_file = found[i].import_file,
			.import_row = found[i].import_row,
			.facts = FACTS_OF(&found[i], ) };
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
		.organisation_id = in->organisation,
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
		.entry_routes = in->facts.entry_routes,
		.requires = in->facts.requirements,
		.response_text = in->facts.response_text,
		.anonymous = in->facts.anonymous,
		.ended_on = in->facts.ended_on,
		.end_reason = in->facts.end_reason,
		.name = in->facts.name,
		.tracks = in->facts.tracks,
		.target_groups = in->facts.target_groups,
		.age_from = in->facts.age_from,
		.age_to = in->facts.age_to,
		.languages = in->facts.languages,
		.note = in->facts.note,
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

/* What every entry has; an end is one that has been, and says why. */
static bool
is_whole(const struct catalogue_facts *facts, struct date today)
{
	return !str_is_empty(facts->name) && facts->tracks != 0 &&
		date_is_set(facts->ended_on) == (facts->end_reason != END_NONE) &&
		facts->ended_on.days <= today.days &&
		(facts->age_to == 0 || facts->age_to >= facts->age_from);
}

/* ERR_CONFLICT when the organisation has a service of that name: two may have proposed the same one. */
static enum err
check_name_is_free(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_facts *facts, organisation_id organisation)
{
	struct sql_catalogue_same_name same;

	TRY(sql_catalogue_same_name(tx_db(tx), scope, a, facts->name, organisation, &same));
	return same.n > 0 ? ERR_CONFLICT : OK;
}

static enum err
propose_new(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_proposing *in, struct date today)
{
	enum err e = check_name_is_free(tx, scope, a, &in->facts, in->organisation);

	if (e != OK && e != ERR_CONFLICT)
		return e;
	if (!is_whole(&in->facts, today) || date_is_set(in->facts.ended_on))
		return ERR_INVALID;
	TRY(e);
	TRY(check_room(tx, scope, a));
	return add_proposal(tx, scope, a, in, today);
}

enum err
catalogue_propose_change(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_proposing *in, struct date today)
{
	struct catalogue_service service;
	struct catalogue_facts now;

	if (in->service.v == 0)
		return propose_new(tx, scope, a, in, today);
	TRY(catalogue_service(tx_db(tx), scope, a, in->service, &service));
	if (service.version != in->version)
		return ERR_CONFLICT;
	now = catalogue_facts_of(&service);
	if (is_same(&now, &in->facts) || !is_whole(&in->facts, today))
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
	for (i = 0; i < n; i++) {
		const struct catalogue_facts merged = merge(&waiting[i]);

		if (waiting[i].source == SOURCE_IMPORT && is_same(&merged, &in->facts))
			break;
	}
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

/*
 * The link that the service itself has, and what it has answered, are about the acute facts: who keeps a
 * version without having changed one of those takes them along.
 */
enum err
catalogue_keep_version(struct tx *tx, const struct scope *scope, service_id id,
	struct str import_file, int64_t import_row, struct date today)
{
	const struct sql_catalogue_add_version_in row = { .from_on = today,
		.import_file = import_file, .import_row = import_row, .service_id = id };

	TRY(sql_catalogue_carry_inquiries(tx, scope, id));
	return sql_catalogue_add_version(tx, scope, &row);
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

/* The day of checking is the proposer's where acute facts change: that is what is checked. */
static enum err
set_facts(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_change *change, const struct catalogue_facts *merged,
	struct date today)
{
	const struct sql_catalogue_set_facts_in row = {
		.id = change->service,
		.version = change->version,
		.phone = merged->phone,
		.phone_note = merged->phone_note,
		.hours = merged->hours,
		.same_day = merged->same_day,
		.is_acute = merged->is_acute,
		.entry_routes = merged->entry_routes,
		.requires = merged->requirements,
		.response = catalogue_response_of(a, merged->response_text),
		.response_text = merged->response_text,
		.anonymous = merged->anonymous,
		.ended_on = merged->ended_on,
		.end_reason = merged->end_reason,
		.name = merged->name,
		.tracks = merged->tracks,
		.target_groups = merged->target_groups,
		.age_from = merged->age_from,
		.age_to = merged->age_to,
		.languages = merged->languages,
		.note = merged->note,
		.is_acute_change = change->is_acute,
		.verified_on = change->checked_on,
		.modified_on = today,
	};

	TRY(sql_catalogue_set_facts(tx, scope, &row));
	if (!change->is_acute)
		return catalogue_keep_version(tx, scope, change->service, STR_NULL, 0, today);
	return sql_catalogue_add_version(tx, scope,
		&(struct sql_catalogue_add_version_in){
			.from_on = today, .service_id = change->service });
}

/*
 * The second pair of eyes is the point: nobody accepts her own change of what somebody may act on
 * tonight, and a job accepts nothing, since the import has no account either.  What was only heard of
 * stands as not checked until somebody has called.
 */
enum err
catalogue_accept_change(struct tx *tx, const struct scope *scope, struct arena *a,
	service_proposal_id id, int64_t version, struct date today)
{
	struct sql_catalogue_accept_in row = { .id = id,
		.account_id = scope_account(scope), .decided_on = today };
	struct catalogue_change change;
	struct catalogue_facts merged;

	TRY(read_waiting(tx, scope, a, id, version, &change));
	if (row.account_id.v == 0 || (change.is_acute && change.by.v == row.account_id.v))
		return ERR_FORBIDDEN;
	merged = merge(&change);
	/* Each was whole by itself; together with what was accepted meanwhile it need not be. */
	if (!is_whole(&merged, today))
		return ERR_CONFLICT;
	if (change.service.v == 0) {
		TRY(check_name_is_free(tx, scope, a, &change.proposed, change.organisation));
		row.made_version = 1;
		TRY(catalogue_add_new(tx, scope, a, &change, today, &row.made_service_id));
		return sql_catalogue_accept(tx, scope, &row);
	}
	TRY(catalogue_check_facts(tx_db(tx), scope, a, change.service, &merged));
	row.made_version = version + 1;
	TRY(set_facts(tx, scope, a, &change, &merged, today));
	TRY(catalogue_index_service(tx, scope, change.service));
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
