/* Reading the words of one language, strictly: what is missing on paper cannot be mended afterwards. */
#include "features/material/texts.h"

#include "base/embedded.h"
#include "core/json/json.h"
#include "features/catalogue/catalogue.h"

extern const struct embedded_set embedded_material;

static const char *const word_names[WORDS] = {
	[WORD_TITLE] = "title",
	[WORD_LEAD] = "lead",
	[WORD_DRAFT] = "draft",
	[WORD_ISSUE] = "issue",
	[WORD_VALID_UNTIL] = "valid_until",
	[WORD_PUBLISHED_BY] = "published_by",
	[WORD_MORE] = "more",
	[WORD_ACUTE_TITLE] = "acute_title",
	[WORD_ACUTE_TEXT] = "acute_text",
	[WORD_EXPOSED_TITLE] = "exposed_title",
	[WORD_EXPOSED_TEXT] = "exposed_text",
	[WORD_OWN_USE_TITLE] = "own_use_title",
	[WORD_OWN_USE_TEXT] = "own_use_text",
	[WORD_CHILD_TITLE] = "child_title",
	[WORD_CHILD_TEXT] = "child_text",
	[WORD_RELATIVE_TITLE] = "relative_title",
	[WORD_RELATIVE_TEXT] = "relative_text",
	[WORD_NEAR_TITLE] = "near_title",
	[WORD_TRACES_TITLE] = "traces_title",
	[WORD_TRACES_TEXT] = "traces_text",
	[WORD_FINDER_TEXT] = "finder_text",
	[WORD_POSTER_TITLE] = "poster_title",
	[WORD_POSTER_TEXT] = "poster_text",
	[WORD_POSTER_TEAR] = "poster_tear",
	[WORD_SHEET_TITLE] = "sheet_title",
	[WORD_SHEET_BEFORE] = "sheet_before",
	[WORD_SHEET_ASK] = "sheet_ask",
	[WORD_SHEET_LISTEN] = "sheet_listen",
	[WORD_SHEET_ONGOING] = "sheet_ongoing",
	[WORD_SHEET_EARLIER] = "sheet_earlier",
	[WORD_SHEET_OWN_USE] = "sheet_own_use",
	[WORD_SHEET_EVERYONE] = "sheet_everyone",
	[WORD_SHEET_FOLLOW] = "sheet_follow",
	[WORD_SHEET_NUMBERS] = "sheet_numbers",
	[WORD_SHEET_CHECKED] = "sheet_checked",
	[WORD_SHEET_NOT_CHECKED] = "sheet_not_checked",
	[WORD_SHEET_OWN_WORDS] = "sheet_own_words",
};

static bool
is_code(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!(s.p[i] >= 'a' && s.p[i] <= 'z') && s.p[i] != '-')
			return false;
	return s.n >= 2 && s.n <= 12;
}

/* What stands on the cover and in lists of files says nothing to who sees it (ux.md S6). */
static enum err
check_neutral(struct arena *a, const struct material_texts *texts, struct str *fault)
{
	static const enum material_word seen[] = { WORD_TITLE, WORD_LEAD, WORD_SHEET_TITLE };
	size_t i;

	for (i = 0; i < sizeof(seen) / sizeof(seen[0]); i++) {
		if (catalogue_is_neutral(a, texts->words[seen[i]]))
			continue;
		*fault = arena_printf(a,
			"texts: \"%s\" syns på omslaget och i fillistor och får inte säga vad "
			"det handlar om.",
			word_names[seen[i]]);
		return ERR_INVALID;
	}
	return OK;
}

static enum err
read_words(const struct json *texts, struct arena *a, struct material_texts *out,
	struct str *fault)
{
	size_t i;

	for (i = 0; i < WORDS; i++) {
		struct str word = str_trim(json_member_text(texts, word_names[i]));

		if (str_is_empty(word) || str_code_points(word) > MATERIAL_WORD_MAX) {
			*fault = arena_printf(a,
				"texts: \"%s\" ska finnas och vara högst %d tecken.",
				word_names[i], MATERIAL_WORD_MAX);
			return ERR_INVALID;
		}
		out->words[i] = word;
	}
	if (texts->n != WORDS) {
		*fault = arena_printf(a, "texts: %zu texter, men det ska vara %d.", texts->n,
			WORDS);
		return ERR_INVALID;
	}
	return OK;
}

/* Whoever has read it says so with a name and a day, or it is a draft. */
static enum err
read_review(const struct json *file, struct material_texts *out, struct str *fault)
{
	struct str status = json_member_text(file, "status");
	struct str on = json_member_text(file, "reviewed_on");

	out->reviewed_by = str_trim(json_member_text(file, "reviewed_by"));
	out->is_reviewed = str_eq(status, STR("reviewed"));
	if (out->is_reviewed && !str_is_empty(out->reviewed_by) &&
			date_parse(on, &out->reviewed_on) == OK)
		return OK;
	if (str_eq(status, STR("draft")) && str_is_empty(out->reviewed_by) &&
			str_is_empty(on))
		return OK;
	*fault = STR("status ska vara \"draft\", eller \"reviewed\" med reviewed_by och "
		"reviewed_on (ÅÅÅÅ-MM-DD).");
	return ERR_INVALID;
}

static enum err
read_head(const struct json *file, struct material_texts *out, struct str *fault)
{
	struct str direction = json_member_text(file, "direction");

	out->code = json_member_text(file, "code");
	out->lang = json_member_text(file, "lang");
	out->name = str_trim(json_member_text(file, "name"));
	out->is_rtl = str_eq(direction, STR("rtl"));
	if (!is_code(out->code) || !is_code(out->lang)) {
		*fault = STR("code och lang ska vara små bokstäver och bindestreck, som "
			"\"so\" eller \"sv-latt\".");
		return ERR_INVALID;
	}
	if (str_is_empty(out->name) || str_code_points(out->name) > 40) {
		*fault = STR("name ska vara språkets namn, högst 40 tecken.");
		return ERR_INVALID;
	}
	if (!out->is_rtl && !str_eq(direction, STR("ltr"))) {
		*fault = STR("direction ska vara \"ltr\" eller \"rtl\".");
		return ERR_INVALID;
	}
	return OK;
}

static enum err
read_week(struct str days, struct hours_words *out)
{
	size_t i;

	for (i = 0; i < 7; i++)
		if (!str_split(&days, ';', &out->days[i]) || str_is_empty(out->days[i]))
			return ERR_INVALID;
	return days.p ? ERR_INVALID : OK;
}

/* How opening hours are said; a file may leave them as the catalogue has them. */
static enum err
read_hours(const struct json *file, struct material_texts *out, struct str *fault)
{
	const struct json *hours = json_member(file, "hours");
	struct hours_words *words = &out->hours;

	if (!hours)
		return OK;
	*words = (struct hours_words){ .is_rtl = out->is_rtl,
		.every_day = json_member_text(hours, "every_day"),
		.day_and_night = json_member_text(hours, "day_and_night"),
		.holidays = json_member_text(hours, "holidays"),
		.also_holidays = json_member_text(hours, "also_holidays"),
		.only_holidays = json_member_text(hours, "only_holidays") };
	out->knows_hours = read_week(json_member_text(hours, "days"), words) == OK &&
		!str_is_empty(words->every_day) && !str_is_empty(words->day_and_night) &&
		!str_is_empty(words->holidays) && !str_is_empty(words->also_holidays) &&
		!str_is_empty(words->only_holidays);
	if (out->knows_hours)
		return OK;
	*fault = STR("hours ska ha days (sju dagar från måndag med semikolon mellan), "
		"every_day, day_and_night, holidays, also_holidays och only_holidays, eller "
		"inte finnas.");
	return ERR_INVALID;
}

enum err
material_texts_parse(struct str file, struct arena *a, struct material_texts *out,
	struct str *fault)
{
	struct material_texts texts = { .is_rtl = false };
	const struct json *json, *words;
	struct json_fault wrong;
	enum err e = json_parse(file, a, &json, &wrong);

	if (e == ERR_INVALID)
		*fault = arena_printf(a, "rad %d, kolumn %d: ingen giltig JSON.", wrong.line,
			wrong.column);
	TRY(e);
	TRY(read_head(json, &texts, fault));
	TRY(read_review(json, &texts, fault));
	TRY(read_hours(json, &texts, fault));
	words = json_member(json, "texts");
	if (!words || words->kind != JSON_IS_OBJECT) {
		*fault = STR("texts saknas: ett objekt med en text för varje plats.");
		return ERR_INVALID;
	}
	TRY(read_words(words, a, &texts, fault));
	TRY(check_neutral(a, &texts, fault));
	*out = texts;
	return OK;
}

enum err
material_texts_shipped(struct arena *a, struct material_texts **out, size_t *n)
{
	static const char *const files[] = { "sv.json", "sv-latt.json", "en.json" };
	enum { FILES = sizeof(files) / sizeof(files[0]) };
	struct material_texts *texts = ARENA_ARRAY(a, struct material_texts, FILES);
	struct str fault;
	size_t i;

	if (!texts)
		return ERR_LIMIT;
	for (i = 0; i < FILES; i++) {
		const struct embedded_file *file =
			embedded_find(&embedded_material, str_of(files[i]));

		assert_always(file);
		TRY(material_texts_parse(embedded_str(file), a, &texts[i], &fault));
	}
	*out = texts;
	*n = FILES;
	return OK;
}
