/* Pieces of pages: unknown is said, numbers are marked, freshness stands beside the fact. */
#include "core/time/clock.h"
#include "features/catalogue/catalogue.html.h"
#include "features/catalogue/templates.h"

enum { HOURS_TEXT_MAX = 2000 };

void
catalogue_put_bits(struct html *h, unsigned bits, const struct choice *choices, size_t n)
{
	bool is_first = true;
	size_t i;

	for (i = 0; i < n; i++) {
		if (!(bits & (unsigned)choices[i].value))
			continue;
		if (!is_first)
			html_put_cstr(h, ", ");
		html_put_tr(h, choices[i].label);
		is_first = false;
	}
	if (is_first)
		html_catalogue_unknown(h);
}

void
catalogue_put_choice(struct html *h, int64_t value, const struct choice *choices, size_t n)
{
	const struct choice *choice = choice_of(choices, n, value);

	if (choice)
		html_put_tr(h, choice->label);
	else
		html_catalogue_unknown(h);
}

void
catalogue_put_known(struct html *h, struct str text)
{
	if (str_is_empty(text))
		html_catalogue_unknown(h);
	else
		html_put_swedish(h, in_swedish(text));
}

/* Groups that have a word in every language of the program; any other is the catalogue's own. */
static const char *
known_group(struct str group)
{
	static const char *const groups[] = { N_("alla"), N_("alla åldrar"), N_("kvinnor"),
		N_("män"), N_("män 18+"), N_("transpersoner"), N_("transpersoner 18+"),
		N_("barn"), N_("under 18"), N_("ungdomar"), N_("elever"), N_("föräldrar"),
		N_("blivande föräldrar"), N_("äldre"), N_("anhöriga"),
		N_("brottsutsatta"), N_("personer med funktionsnedsättning"),
		N_("endast yrkesverksamma") };
	size_t i;

	for (i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
		if (str_eq(group, str_of(groups[i])))
			return groups[i];
	return str_eq(group, STR("all")) ? groups[0] : NULL;
}

void
catalogue_put_groups(struct html *h, struct str groups)
{
	struct str part;
	bool is_first = true;

	if (str_is_empty(groups))
		html_catalogue_unknown(h);
	while (!str_is_empty(groups) && str_split(&groups, ';', &part)) {
		const char *known = known_group(str_trim(part));

		if (!is_first)
			html_put_cstr(h, ", ");
		if (known)
			html_put_tr(h, known);
		else
			html_put_swedish(h, in_swedish(str_trim(part)));
		is_first = false;
	}
}

void
catalogue_put_list(struct html *h, struct str list)
{
	struct str part;
	bool is_first = true;

	if (str_is_empty(list)) {
		html_catalogue_unknown(h);
		return;
	}
	while (str_split(&list, ';', &part)) {
		if (!is_first)
			html_put_cstr(h, ", ");
		html_put_swedish(h, in_swedish(str_trim(part)));
		is_first = false;
	}
}

void
catalogue_put_ages(struct html *h, int from, int to)
{
	if (from == 0 && to == 0)
		html_catalogue_unknown(h);
	else
		html_catalogue_ages(h, from, to);
}

void
catalogue_put_number(struct html *h, struct str phone)
{
	if (str_is_empty(phone))
		html_catalogue_unknown(h);
	else
		html_catalogue_number(h, phone);
}

void
catalogue_put_phone(struct html *h, struct str phone, enum on_phone_bill on_phone_bill)
{
	if (str_is_empty(phone))
		html_catalogue_unknown(h);
	else
		html_catalogue_phone(h, phone, on_phone_bill);
}

void
catalogue_put_stale(struct html *h, const struct catalogue_service *s, struct date today)
{
	if (date_is_set(s->ended_on))
		html_catalogue_has_ended(h);
	else if (date_is_set(s->said_wrong_on))
		html_catalogue_said_wrong(h);
	else if (!date_is_set(s->verified_on))
		html_catalogue_not_verified(h);
	else if (catalogue_is_stale(s, today))
		html_catalogue_stale(h);
}

void
helpline_put_stale(struct html *h, const struct helpline *line, struct date today)
{
	if (helpline_is_stale(line, today))
		html_catalogue_line_stale(h);
}

void
catalogue_put_freshness(struct html *h, const struct catalogue_service *s, struct date today)
{
	if (date_is_set(s->verified_on))
		html_catalogue_verified(h, s->verified_on);
	catalogue_put_stale(h, s, today);
}

void
catalogue_put_open(struct html *h, struct str text)
{
	struct hours hours[HOURS_MAX];
	struct catalogue_open open;
	struct date today;
	int hour, minute;
	size_t n;

	if (hours_parse(h->arena, text, hours, &n) != OK)
		return;
	clock_local(clock_now(), &today, &hour, &minute);
	open.now = hours_at(hours, n, today, hour * 60 + minute);
	open.days = open.now.on.days - today.days;
	open.time = arena_printf(
		h->arena, "%02d.%02d", open.now.minute / 60, open.now.minute % 60);
	html_catalogue_open(h, &open);
}

/* The words of hours_put for whoever reads another language than the catalogue's. */
static struct hours_words
hours_words_of(enum lang lang)
{
	static const char *const days[7] = { N_("mån"), N_("tis"), N_("ons"), N_("tors"),
		N_("fre"), N_("lör"), N_("sön") };
	struct hours_words words = { .every_day = str_of(tr(lang, N_("alla dagar"))),
		.day_and_night = str_of(tr(lang, N_("dygnet runt"))),
		.holidays = str_of(tr(lang, N_("helgdagar"))),
		.also_holidays = str_of(tr(lang, N_("även helgdagar"))),
		.only_holidays = str_of(tr(lang, N_("bara helgdagar"))) };
	size_t i;

	for (i = 0; i < 7; i++)
		words.days[i] = str_of(tr(lang, days[i]));
	return words;
}

void
catalogue_put_hours(struct html *h, struct str text)
{
	struct buf out BUF_CLEANUP = buf_new(HOURS_TEXT_MAX);
	struct hours_words words = hours_words_of(h->lang);
	struct hours hours[HOURS_MAX];
	size_t n;

	if (str_is_empty(text)) {
		html_catalogue_unknown(h);
		return;
	}
	if (!html_lang_of_content(h) || hours_parse(h->arena, text, hours, &n) != OK) {
		html_put_swedish(h, in_swedish(text));
		return;
	}
	hours_put_in(&out, &words, hours, n);
	html_put_str(h, buf_str(&out));
}

void
catalogue_put_waiting(struct html *h, const struct catalogue_service *service)
{
	if (service->is_change_waiting)
		html_catalogue_waiting(h);
}

const char *
catalogue_fact_label(enum catalogue_fact fact)
{
	return fact == FACT_IS_ACUTE ? N_("Kan behövas redan i kväll") :
		catalogue_facts_form.fields[fact].label;
}

/* What a set of bits is called; "okänt" when there is none. */
static void
put_bits_of(struct html *h, const struct field *field, const struct catalogue_facts *facts)
{
	int64_t bits = *(const int64_t *)(const void *)((const char *)facts + field->offset);

	catalogue_put_bits(h, (unsigned)bits, field->choices, field->n_choices);
}

void
catalogue_put_fact(
	struct html *h, const struct catalogue_facts *facts, enum catalogue_fact fact)
{
	const struct field *field = &catalogue_facts_form.fields[fact];
	struct str raw = form_raw(h->arena, &catalogue_facts_form, (int)fact, facts);
	const struct choice *choice = choice_by_code(field->choices, field->n_choices, raw);

	if (fact == FACT_PHONE)
		catalogue_put_number(h, raw);
	else if (fact == FACT_TARGET_GROUPS)
		catalogue_put_list(h, raw);
	else if (field->kind == FIELD_BITS)
		put_bits_of(h, field, facts);
	else if (str_is_empty(raw) && (fact == FACT_ENDED_ON || fact == FACT_END_REASON))
		html_put_tr(h, N_("har inte upphört"));
	else if (field->kind == FIELD_CHECK)
		html_put_tr(h, str_is_empty(raw) ? N_("nej") : N_("ja"));
	else if (choice)
		html_put_tr(h, choice->label);
	else
		catalogue_put_known(h, raw);
}

/* A number in a comparison is read, not called. */
void
catalogue_put_plain_fact(
	struct html *h, const struct catalogue_facts *facts, enum catalogue_fact fact)
{
	if (fact == FACT_PHONE && !str_is_empty(facts->phone))
		html_catalogue_plain_number(h, facts->phone);
	else if (fact == FACT_PHONE)
		html_catalogue_unknown(h);
	else
		catalogue_put_fact(h, facts, fact);
}

struct str
catalogue_version_text(struct arena *a, int64_t version)
{
	return arena_printf(a, "%lld", (long long)version);
}
