/* Appending to the audit trail. */
#include "core/audit/audit.h"

#include <pthread.h>
#include <stdio.h>

#include "core/audit/audit.sql.h"
#include "core/audit/chain.h"
#include "core/audit/head.h"
#include "core/time/clock.h"

enum { ARENA_CAP = 64 * 1024, PENDING_MAX = 64 };

/*
 * The heads that the open transaction will have when it commits.  There is one writer at a time in
 * the process, so there is one such set.
 */
static struct {
	pthread_mutex_t lock;
	struct arena *arena;
	const struct tx *tx;
	struct head heads[PENDING_MAX];
	size_t n;
} pending = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void
move_heads(void *context)
{
	size_t i;

	(void)context;
	pthread_mutex_lock(&pending.lock);
	/* a head that cannot be written lags behind, and the next commit moves it further */
	for (i = 0; i < pending.n; i++)
		if (head_move(&pending.heads[i]) != OK)
			break;
	pending.n = 0;
	pending.tx = NULL;
	pthread_mutex_unlock(&pending.lock);
}

static enum err
last_link(struct tx *tx, org_id org, struct head *out)
{
	struct sql_audit_last row;
	enum err e;

	*out = (struct head){ .org = org };
	arena_reset(pending.arena);
	e = sql_audit_last(tx_db(tx), pending.arena, org.v, &row);
	if (e == ERR_NOT_FOUND)
		return OK;
	TRY(e);
	if (row.mac.n != sizeof(out->mac))
		return ERR_DB;
	out->seq = row.seq;
	memcpy(out->mac, row.mac.p, sizeof(out->mac));
	return OK;
}

/*
 * Whether the set belongs to a transaction that was rolled back, in whose memory this one began: then
 * its rows are gone, and macs do not repeat.
 */
static enum err
pending_is_stale(struct tx *tx, bool *is_stale)
{
	struct head last;

	if (pending.tx != tx || pending.n == 0) {
		*is_stale = true;
		return OK;
	}
	TRY(last_link(tx, pending.heads[0].org, &last));
	*is_stale = memcmp(last.mac, pending.heads[0].mac, sizeof(last.mac)) != 0;
	return OK;
}

static enum err
remember_head(struct tx *tx, const struct head *head, bool is_stale)
{
	size_t i = 0;

	if (is_stale) {
		pending.tx = tx;
		pending.n = 0;
		tx_after_commit(tx, move_heads, NULL);
	}
	while (i < pending.n && pending.heads[i].org.v != head->org.v)
		i++;
	/* past the room for heads one lags behind until the next append of its chain */
	if (i == PENDING_MAX)
		return OK;
	pending.heads[i] = *head;
	if (i == pending.n)
		pending.n++;
	return OK;
}

static enum err
append_locked(struct tx *tx, org_id org, const struct chain_detail *detail,
	enum audit_verb verb)
{
	struct chain_row row = { .org = org, .verb = verb };
	uint8_t sealed[CHAIN_SEALED_BYTES];
	struct head head;
	bool is_stale;
	int hour, minute;

	if (!chain_has_keys())
		return ERR_IO;
	if (!pending.arena && !(pending.arena = arena_new(ARENA_CAP)))
		return ERR_LIMIT;
	TRY(pending_is_stale(tx, &is_stale));
	TRY(last_link(tx, org, &head));

	clock_local(detail->at, &row.day, &hour, &minute);
	chain_seal(row.day, detail, sealed);
	row.sealed = (struct str){ (const char *)sealed, sizeof(sealed) };
	row.seq = ++head.seq;
	chain_mac(head.mac, &row, head.mac);
	TRY(sql_audit_add(tx, &(struct sql_audit_add_in){ .org_id = org.v, .seq = row.seq,
		.day = row.day.days, .verb = verb, .sealed = row.sealed,
		.mac = { (const char *)head.mac, sizeof(head.mac) } }));
	return remember_head(tx, &head, is_stale);
}

static enum err
append(struct tx *tx, org_id org, struct chain_detail *detail, const struct audit_event *event)
{
	enum err e;

	assert_always(strlen(event->kind) < sizeof(detail->kind));
	detail->at = clock_now();
	detail->subject = event->subject;
	snprintf(detail->kind, sizeof(detail->kind), "%s", event->kind);
	pthread_mutex_lock(&pending.lock);
	e = append_locked(tx, org, detail, event->verb);
	pthread_mutex_unlock(&pending.lock);
	return e;
}

enum err
audit_append(struct tx *tx, const struct scope *scope, const struct audit_event *event)
{
	struct chain_detail detail = { .account = scope_account(scope).v };
	struct str job = scope_job(scope);

	assert_always(job.n < sizeof(detail.job));
	memcpy(detail.job, job.p, job.n);
	return append(tx, scope_org(scope), &detail, event);
}

enum err
audit_append_as(struct tx *tx, org_id org, account_id account, const struct audit_event *event)
{
	struct chain_detail detail = { .account = account.v };

	return append(tx, org, &detail, event);
}

enum err
audit_open_keys(const char *keys_dir)
{
	TRY(chain_open_keys(keys_dir));
	return OK;
}

void
audit_close_keys(void)
{
	chain_close_keys();
	head_close();
}

enum err
audit_open_detail(struct arena *a, struct date day, struct str sealed, struct audit_detail *out)
{
	struct chain_detail detail;
	struct str kind, job;

	if (!chain_has_keys())
		return ERR_IO;
	TRY(chain_unseal(day, sealed, &detail));
	kind = arena_str(a, str_of(detail.kind));
	job = arena_str(a, str_of(detail.job));
	if (arena_is_full(a))
		return ERR_LIMIT;
	*out = (struct audit_detail){ .at = detail.at, .account = { detail.account },
		.subject = detail.subject, .kind = kind, .job = job };
	return OK;
}
