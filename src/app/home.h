/* What /hem shows: the next three things, by role. */
#ifndef APP_HOME_H
#define APP_HOME_H

#include "app/day.h"
#include "features/admin/admin.h"
#include "features/people/people.h"
#include "features/review/review.h"
#include "features/screening/screening.h"

enum { HOME_DUE_MAX = 3 };

/* A number, what it is a number of, and where to go on. */
struct home_thing {
	bool is_shown;
	int64_t n;
};

struct home {
	struct day day;			/* of the roles that are new to her */
	bool may_ask;
	struct asking_teams teams;	/* when may_ask */
	const struct due_row *due;	/* the next to ask, at most three */
	size_t n_due;
	int64_t n_waiting;		/* all that are due, these three included */
	struct home_thing not_asked;	/* this quarter, for the team lead of cards */
	bool may_type;			/* how many there were to ask, where nobody has a card */
	struct home_thing followups;	/* referrals to follow up today or before */
	struct home_thing opened_referrals;
	struct home_thing openings;	/* locked cards that others opened, for the team lead */
	int64_t n_openings_told;	/* and those of which only the auditor is told */
	struct home_thing to_verify;	/* services whose facts are too old */
	struct home_thing to_accept;	/* changes of facts that somebody else proposed */
	bool has_coverage;
	bool is_coverage_few;
	int64_t coverage_due, coverage_asked, coverage_percent;
	int64_t n_to_confirm;		/* what an administrator has asked this person to confirm */
	bool has_answers;		/* there are protected tables to look at */
	bool has_nation;	/* may see the associations side by side */
	bool has_report;	/* may read the report to the board */
	bool may_admin, may_audit, may_guide;
	struct admin_standing admin;	/* when may_admin */
	struct review_standing review;	/* when may_audit */
	struct date today;
	struct notice *notices;		/* what others did to one's account, unread */
	size_t n_notices;
	struct date login_before;	/* 0 = this is the first log-in */
};

/* Reads what the scope's roles have use for, and nothing else. */
enum err home_read(struct page *page, struct home *out);

#endif
