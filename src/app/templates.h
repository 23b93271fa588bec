/* The types that the templates of the hall name. */
#ifndef APP_TEMPLATES_H
#define APP_TEMPLATES_H

#include "app/home.h"
#include "core/http/dispatch.h"
#include "features/guidance/guidance.h"

/* One way on, in the navigation. */
struct way {
	struct url url;
	const char *label;	/* N_() */
	bool is_here;
};

enum { WAYS_MAX = 12 };

struct ways {
	struct way items[WAYS_MAX];
	size_t n;
};

/* What stands beside a page that is practised. */
struct practice_note {
	const char *heading, *text, *more;	/* N_(); `more` may be NULL */
};

/* The last page of practice. */
struct practice_done {
	const char *what;		/* N_(): what would have been saved, or NULL */
};

/* What stands around a page. */
/* The end of a session that nothing moves: in so many seconds and minutes, at "14:32". */
enum { ENDING_WARN_MINUTES = 10 };
struct ending {
	int64_t seconds, minutes;
	struct str at;
	bool is_near;
};

struct layout {
	struct url css, js, icon;
	const struct session *session;	/* NULL: a public page */
	struct ways ways;
	struct html_safe main;
	struct ending ending;
	struct url start;			/* of the public, in the language of the page */
	struct url swedish, english;		/* for a reader without an account */
	bool is_public;
	bool is_way_in;				/* of staff: the same page in each language */
	bool is_practice;			/* a demo */
	const struct practice_note *note;	/* NULL: this is no practice */
	bool has_exit;
};

/* What went wrong, and what to do now. */
struct failure {
	const char *title, *text;	/* N_() */
	struct url way_back;
	const char *way_back_label;	/* N_() */
	bool is_known;			/* staff: no acute numbers stand around their pages */
};

#endif
