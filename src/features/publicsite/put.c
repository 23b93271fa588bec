/* Pieces of the finder's pages. */
#include "features/publicsite/publicsite.html.h"
#include "features/publicsite/templates.h"

const char *
finder_door_label(const struct html *h, const struct finder *f, enum door door)
{
	static const enum words labels[DOORS] = { [DOOR_ME] = WORDS_DOOR_ME,
		[DOOR_OWN] = WORDS_DOOR_OWN, [DOOR_OTHER] = WORDS_DOOR_OTHER,
		[DOOR_CHILD] = WORDS_DOOR_CHILD, [DOOR_WORK] = WORDS_DOOR_WORK };

	return say(h, f->edition, labels[door]);
}

const char *
finder_door_code(enum door door)
{
	return choice_of(door_choices, DOORS - 1, door)->code;
}

const char *
finder_what_code(enum what what)
{
	return choice_of(what_choices, WHATS - 1, what)->code;
}

void
finder_put_asked(struct html *h, const struct finder *f)
{
	form_put_hidden(h, &asked_form, ASKED_DOOR,
		str_of(finder_door_code((enum door)f->asked->door)));
	if (f->situation)
		form_put_hidden(h, &asked_form, ASKED_WHAT,
			str_of(finder_what_code(f->situation->what)));
}

void
finder_put_municipality(struct html *h, const struct finder *f)
{
	size_t n = f->places.n_municipalities, i;
	struct form_option *options = ARENA_ARRAY(h->arena, struct form_option, n);

	for (i = 0; options && i < n; i++)
		options[i] = (struct form_option){ f->places.municipalities[i].code,
			f->places.municipalities[i].name, true };
	if (options)
		form_put_options(h, &asked_form, NULL, ASKED_MUNICIPALITY, options, n,
			f->municipality ? f->municipality->code : 0);
}

void
finder_put_requirements(struct html *h, unsigned requirements)
{
	bool is_first = true;
	size_t i;

	if (requirements == 0) {
		html_finder_not_asked_first(h);
		return;
	}
	for (i = 0; i < REQUIREMENT_CHOICES; i++) {
		if (!(requirements & (unsigned)requirement_choices[i].value))
			continue;
		if (!is_first)
			html_put_cstr(h, ", ");
		html_put_tr(h, requirement_choices[i].label);
		is_first = false;
	}
}

void
finder_put_reach(struct html *h, const struct finder *f, const struct answer *answer)
{
	enum reach reach = answer->service ? answer->service->reach : REACH_NATION;

	if (reach == REACH_MUNICIPALITY && f->municipality)
		html_finder_reach_municipality(h, f->municipality->name);
	else if (reach == REACH_COUNTY && f->county)
		html_finder_reach_municipality(h, f->county->name);
	else
		html_finder_reach_nation(h);
}

static void
put_line_confirmed(struct html *h, const struct answer *answer)
{
	const struct helpline *line = answer->line;
	struct month month;

	if (date_is_set(line->said_wrong_on))
		html_finder_unconfirmed(h);
	else if (date_is_set(line->checked_on) && answer->is_stale)
		html_finder_unconfirmed_since(h, line->checked_on);
	else if (date_is_set(line->checked_on))
		html_finder_confirmed_on(h, line->checked_on);
	else if (month_parse(line->source_month, &month) != OK)
		html_finder_never_confirmed(h);
	else if (answer->is_stale)
		html_finder_unconfirmed_since_month(h, month);
	else
		html_finder_confirmed_in(h, month);
}

void
finder_put_confirmed(struct html *h, const struct answer *answer)
{
	if (answer->line)
		put_line_confirmed(h, answer);
	else if (!date_is_set(answer->service->verified_on))
		html_finder_unconfirmed(h);
	else if (answer->is_stale)
		html_finder_unconfirmed_since(h, answer->service->verified_on);
	else
		html_finder_confirmed_on(h, answer->service->verified_on);
}

struct str
finder_filled(struct html *h, const struct finder *f, enum words words)
{
	return tr_fill(h->arena, LANG_SV, say(h, f->edition, words), &f->municipality->name, 1);
}
