/* What goes when its time is over, rule by rule, in one transaction. */
#include "app/purge.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "core/audit/audit.h"
#include "core/auth/session.h"
#include "core/crypto/crypto.h"
#include "core/time/clock.h"
#include "features/people/people.h"
#include "features/review/review.h"
#include "features/screening/screening.h"

struct purging {
	struct tx *tx;
	struct arena *a;
	struct date today;
	int64_t number;		/* of the receipt */
	struct buf *out;
};

static struct month
months_ago(const struct purging *p, int months)
{
	return month_add(date_month(p->today), -months);
}

/* Every rule in one shape, so that receipts can be compared. */
static void
put_line(const struct purging *p, const char *what, const char *table, int64_t n,
	struct str before)
{
	buf_printf(p->out, "  %s, före %.*s: %lld (%s)\n", what, STR_ARG(before),
		(long long)n, table);
}

static enum err
note(const struct purging *p, org_id org)
{
	const struct scope *scope;

	TRY(scope_for_job(p->a, org, "purge", &scope));
	return audit_append(p->tx, scope, &(struct audit_event){ .verb = AUDIT_VERB_JOB,
		.kind = "purge.run", .subject = p->number });
}

static enum err
purge_cards(const struct purging *p, const struct scope *scope)
{
	struct month before = months_ago(p, PURGE_CARD_MONTHS), now = date_month(p->today);
	struct cards_purged cards;

	TRY(screening_purge_cards(p->tx, scope, p->a, before, now, &cards));
	put_line(p, "kort stängda", "card", cards.cards, month_text(p->a, before));
	buf_printf(p->out, "    med deras frågetider: %lld (due)\n", (long long)cards.dues);
	buf_printf(p->out, "    varav ännu inte inne, som inte räknas: %lld\n",
		(long long)cards.dues_ahead);
	buf_printf(p->out, "    frågetillfällen skilda från kort och språk: %lld (screening)\n",
		(long long)cards.occasions);
	return OK;
}

static enum err
purge_place(const struct purging *p, const struct org_row *place)
{
	struct month before = months_ago(p, PURGE_REFERRAL_MONTHS);
	struct date trail = month_first_day(months_ago(p, PURGE_AUDIT_MONTHS));
	const struct scope *scope;
	int64_t n;

	buf_printf(p->out, "%.*s (%.*s)\n", STR_ARG(place->name), STR_ARG(place->code));
	TRY(scope_for_job(p->a, place->id, "purge", &scope));
	TRY(purge_cards(p, scope));
	TRY(referral_purge(p->tx, scope, p->a, before, &n));
	put_line(p, "lotsningar avslutade", "referral", n, month_text(p->a, before));
	TRY(unit_purge(p->tx, scope, p->a, trail, &n));
	put_line(p, "ändringar av insatser och team", "unit_change", n, date_text(p->a, trail));
	TRY(screening_purge_words(p->tx, scope, p->a, p->today, &n));
	put_line(p, "egna ord av den som slutat", "own_words", n, date_text(p->a, p->today));
	return note(p, place->id);
}

/* Reviews of every place go with the rows that they speak of. */
static enum err
purge_reviews(const struct purging *p, struct date before)
{
	const struct scope *scope;
	struct org_row *places;
	int64_t n = 0, all = 0;
	size_t n_places, i;

	TRY(org_list(tx_db(p->tx), p->a, 0, &places, &n_places));
	for (i = 0; i < n_places; i++) {
		TRY(scope_for_job(p->a, places[i].id, "purge", &scope));
		TRY(review_purge(p->tx, scope, p->a, before, &n));
		all += n;
	}
	put_line(p, "granskningar av loggen", "review", all, date_text(p->a, before));
	return OK;
}

static enum err
purge_system(const struct purging *p)
{
	struct date postings = date_add_days(p->today, -PURGE_POSTING_DAYS);
	struct date sessions = date_add_days(p->today, -PURGE_SESSION_DAYS);
	struct date trail = month_first_day(months_ago(p, PURGE_AUDIT_MONTHS));
	struct audit_purged rows;
	int64_t n, n_requests;

	buf_put(p->out, STR("Hela systemet\n"));
	TRY(screening_purge_postings(p->tx, p->a, postings, &n));
	put_line(p, "nycklar till inskick", "posting", n, date_text(p->a, postings));
	TRY(session_purge(p->tx, p->a, clock_now() - PURGE_SESSION_DAYS * INT64_C(86400), &n));
	put_line(p, "inloggningar", "session", n, date_text(p->a, sessions));
	TRY(change_purge(p->tx, p->a, trail, &n, &n_requests));
	put_line(p, "ändringar av konton", "account_change", n, date_text(p->a, trail));
	put_line(p, "begäran om en andra person", "approval", n_requests,
		date_text(p->a, trail));
	TRY(audit_purge(p->tx, p->a, trail, &rows));
	put_line(p, "loggrader", "audit", rows.rows, date_text(p->a, trail));
	buf_printf(p->out, "    i kedjor som nu börjar vid ett ankare: %lld (audit_anchor)\n",
		(long long)rows.chains);
	TRY(purge_reviews(p, trail));
	return note(p, (org_id){ 0 });
}

static enum err
purge_everything(const struct purging *p, const struct purge_order *order)
{
	struct org_row *places;
	size_t n, i;

	buf_put_cstr(p->out, str_is_empty(order->decision) ?
		"Provkörning: inget är gallrat.\n" : "Kvitto på gallring\n");
	buf_printf(p->out, "Dag: %.*s\n", STR_ARG(date_text(p->a, p->today)));
	if (!str_is_empty(order->decision))
		buf_printf(p->out, "Beslut: %.*s\nNummer: %lld\n", STR_ARG(order->decision),
			(long long)p->number);
	TRY(org_list(tx_db(p->tx), p->a, ORG_PARTY, &places, &n));
	for (i = 0; i < n; i++)
		TRY(purge_place(p, &places[i]));
	TRY(purge_system(p));
	buf_put(p->out, STR("Kvar är personerna i täckningen som summor per kvartal, halvår "
		"och år (kept_coverage),\noch lotsningarna som summor per team, halvår, spår, "
		"tjänst och utgång (referral_sum).\n"));
	TRY(buf_err(p->out));
	return audit_keep_receipt(p->tx, p->a, str_is_empty(order->decision) ? STR("-") :
		order->decision, buf_str(p->out), p->number);
}

/* A new file on disk before the commit: what is purged has its receipt. */
static enum err
write_receipt(const char *path, struct str text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool is_whole;

	if (fd < 0)
		return errno == EEXIST ? ERR_CONFLICT : ERR_IO;
	is_whole = write(fd, text.p, text.n) == (ssize_t)text.n && fsync(fd) == 0;
	if (close(fd) == 0 && is_whole)
		return OK;
	unlink(path);
	return ERR_IO;
}

static enum err
end_with_receipt(struct tx *tx, const char *path, struct str text)
{
	enum err e = path ? write_receipt(path, text) : OK;

	if (e != OK) {
		tx_rollback(tx);
		return e;
	}
	e = tx_commit(tx);
	if (e != OK && path)
		unlink(path);
	return e;
}

static bool
is_readable(struct str decision)
{
	size_t i;

	for (i = 0; i < decision.n; i++)
		if ((unsigned char)decision.p[i] < ' ' || decision.p[i] == 0x7f)
			return false;
	return str_is_utf8(decision) && str_code_points(decision) <= PURGE_DECISION_MAX;
}

enum err
purge_run(struct db *writer, struct arena *a, const struct purge_order *order, struct buf *out)
{
	struct purging p = { .a = a, .today = clock_today(), .number = crypto_random_id(),
		.out = out };
	enum err e;

	if (!is_readable(order->decision))
		return ERR_INVALID;
	TRY(tx_begin(writer, &p.tx));
	e = purge_everything(&p, order);
	if (e != OK || str_is_empty(order->decision)) {
		tx_rollback(p.tx);
		return e;
	}
	return end_with_receipt(p.tx, order->receipt, buf_str(out));
}
