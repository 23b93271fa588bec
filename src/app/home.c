/* The next three things of somebody who has just logged in. */
#include "app/home.h"

#include "core/auth/approval.h"
#include "core/auth/session.h"
#include "features/catalogue/catalogue.h"
#include "features/referral/referral.h"
#include "features/statistics/statistics.h"

static enum err
read_due(struct page *page, struct home *home)
{
	struct month now = date_month(page->ctx.today);
	struct due_row *rows;

	home->may_ask = true;
	TRY(asking_teams_read(page->db, page->ctx.scope, page->ctx.arena, &home->teams));
	TRY(screening_due_count(page->db, page->ctx.scope, page->ctx.arena, now,
		(intervention_id){ 0 }, &home->n_waiting));
	TRY(screening_next_due(page->db, page->ctx.scope, page->ctx.arena, now, HOME_DUE_MAX,
		&rows, &home->n_due));
	home->due = rows;
	return OK;
}

static enum err
read_coverage(struct page *page, struct home *home)
{
	struct period year = period_year_of(page->ctx.arena, page->ctx.today);
	struct coverage_cell all;

	TRY(coverage_read_all(
		page->db, page->ctx.scope, page->ctx.arena, &year, page->ctx.today, &all));
	home->has_coverage = true;
	home->is_coverage_few = all.is_few || all.due == 0;
	home->coverage_due = all.due;
	home->coverage_asked = all.asked;
	home->coverage_percent = share_percent(all.asked, all.due);
	return OK;
}

static enum err
read_own(struct page *page, struct home *home)
{
	struct account account;

	TRY(notice_list(page->db, page->ctx.arena, page->ctx.account, &home->notices,
		&home->n_notices));
	TRY(account_by_id(page->db, page->ctx.arena, page->ctx.account, &account));
	home->login_before = account.login_before;
	day_of(page->ctx.scope, account.days_known, &home->day);
	return OK;
}

/* What a team lead sees to besides the talks of her own. */
static enum err
read_team(struct page *page, struct home *home)
{
	const struct scope *scope = page->ctx.scope;
	struct arena *a = page->ctx.arena;

	TRY(screening_openings_to_see(page->db, scope, a, &home->openings.n));
	home->openings.is_shown = home->openings.n > 0;
	TRY(referral_openings_to_see(page->db, scope, a, &home->opened_referrals.n));
	home->opened_referrals.is_shown = home->opened_referrals.n > 0;
	home->may_type = home->teams.may_count;
	home->not_asked.is_shown = home->teams.has_cards;
	return screening_not_asked_count(page->db, scope, a, date_month(page->ctx.today),
		&home->not_asked.n);
}

static enum err
read_catalogue(struct page *page, struct home *home)
{
	const struct scope *scope = page->ctx.scope;
	struct helpline *lines;
	int64_t all_changes;
	size_t n_lines;

	home->to_verify.is_shown = true;
	TRY(catalogue_to_verify(
		page->db, scope, page->ctx.arena, page->ctx.today, &home->to_verify.n));
	TRY(helplines_to_check(
		page->db, page->ctx.arena, page->ctx.today, &lines, &n_lines));
	home->to_verify.n += (int64_t)n_lines;
	TRY(catalogue_changes_waiting(page->db, scope, page->ctx.arena, &all_changes,
		&home->to_accept.n));
	home->to_accept.is_shown = home->to_accept.n > 0;
	return OK;
}

/* What was opened without a key in this month and the one before, and only the auditor is told of. */
static enum err
read_openings_told(struct page *page, struct home *home)
{
	struct month from = month_add(date_month(page->ctx.today), -1);
	int64_t n_referrals;

	TRY(screening_openings_for_auditor(page->db, page->ctx.scope, page->ctx.arena, from,
		&home->n_openings_told));
	TRY(referral_openings_for_auditor(page->db, page->ctx.scope, page->ctx.arena, from,
		&n_referrals));
	home->n_openings_told += n_referrals;
	return OK;
}

enum err
home_read(struct page *page, struct home *out)
{
	const struct scope *scope = page->ctx.scope;
	struct home home = { .may_admin = scope_may(scope, PERM_ADMIN),
		.may_audit = scope_may(scope, PERM_AUDIT_READ),
		.may_guide = scope_may(scope, PERM_GUIDANCE), .today = page->ctx.today };

	if (scope_may(scope, PERM_ASK))
		TRY(read_due(page, &home));
	if (scope_may(scope, PERM_TEAM_OVERVIEW))
		TRY(read_team(page, &home));
	if (scope_may(scope, PERM_REFERRAL_READ)) {
		home.followups.is_shown = true;
		TRY(referral_followups_due(
			page->db, scope, page->ctx.arena, page->ctx.today, &home.followups.n));
	}
	if (scope_may(scope, PERM_CATALOGUE_EDIT))
		TRY(read_catalogue(page, &home));
	if (home.may_admin)
		TRY(admin_standing(page->db, scope, page->ctx.arena, page->ctx.today,
			&home.admin));
	if (scope_may(scope, PERM_CONFIRM))
		TRY(approval_waiting(page->db, scope, page->ctx.arena, &home.n_to_confirm));
	if (home.may_audit) {
		TRY(review_standing(page->db, scope, page->ctx.arena, &home.review));
		TRY(read_openings_told(page, &home));
	}
	/* Who asks has people to think of; the figure is one click away. */
	if (scope_may(scope, PERM_COVERAGE) &&
		(!home.may_ask || scope_may(scope, PERM_TEAM_OVERVIEW)))
		TRY(read_coverage(page, &home));
	home.has_answers = scope_has_role(scope, ROLE_ASSOCIATION_MANAGER) ||
		scope_has_role(scope, ROLE_NATIONAL_ANALYST);
	home.has_nation = scope_may(scope, PERM_NATION);
	home.has_report = scope_may(scope, PERM_REPORT);
	TRY(read_own(page, &home));
	*out = home;
	return OK;
}
