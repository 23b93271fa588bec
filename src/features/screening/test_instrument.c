/* Instruments: the shipped one is read, what is not understood is refused with its place. */
#include "features/screening/instrument.h"

#include "tests/harness/harness.h"
#include "tests/harness/world.h"
#include "tests/paths.h"

#include <stdio.h>

static struct str
shipped_in(struct arena *a, const char *lang)
{
	char *bytes = arena_alloc(a, 64 * 1024);
	const char *path = arena_printf(a,
		SOURCE_ROOT "/content/instruments/sju-fragor-neutral.%s.json", lang).p;
	FILE *f = fopen(path, "rb");
	struct str s = { bytes, 0 };

	ck_assert_ptr_nonnull(f);
	s.n = fread(bytes, 1, 64 * 1024, f);
	fclose(f);
	return s;
}

static struct str
shipped(struct arena *a)
{
	return shipped_in(a, "sv");
}

/* The shipped file with the first `from` replaced. */
static struct str
with(struct arena *a, const char *from, const char *to)
{
	struct str all = shipped(a);
	const char *hit = memmem(all.p, all.n, from, strlen(from));
	size_t at;

	ck_assert_msg(hit, "%s does not stand in the file", from);
	at = (size_t)(hit - all.p);
	return arena_printf(a, "%.*s%s%.*s", (int)at, all.p, to,
		(int)(all.n - at - strlen(from)), all.p + at + strlen(from));
}

TEST(the_shipped_questions_are_seven_with_their_answers)
{
	struct arena *a = arena_new(1 << 20);
	struct instrument_fault fault;
	struct instrument in;

	CHECK_ERR(OK, instrument_parse(a, shipped(a), &in, &fault));
	CHECK(in.n_questions == 7 && str_eq(in.lang, STR("sv")));
	CHECK(in.questions[0].topic == TOPIC_PSYCHOLOGICAL && in.questions[0].n_options == 4);
	CHECK(in.questions[4].topic == TOPIC_WITNESSED_AS_CHILD &&
		in.questions[4].n_options == 3);
	CHECK(str_eq(str_of(in.questions[0].options[3].key), STR("0")));
	arena_free(a);
}

TEST(an_instrument_is_refused_with_place_and_reason)
{
	static const struct {
		const char *from, *to, *place;
	} cases[] = {
		{ "\"language\": \"sv\",", "\"language\": \"sv\"", "rad 7, kolumn 8" },
		{ "\"language\": \"sv\"", "\"language\": \"svenska\"", "language" },
		{ "\"version\": \"1\"", "\"version\": 1", "version" },
		{ "\"title\": \"Sju frågor\"", "\"title\": \"  \"", "title" },
		{ "\"title\": \"Sju frågor\"", "\"titel\": \"Sju frågor\"", "titel" },
		{ "\"PHYSICAL\"", "\"PSYCHOLOGICAL\"", "questions[1].topic" },
		{ "\"PHYSICAL\"", "\"FYSISKT\"", "questions[1].topic" },
		{ "\"options\": \"adult\"", "\"options\": \"vuxna\"", "questions[0].options" },
		{ "\"options\": \"childhood\"", "\"options\": \"adult\"",
			"option_sets.adult[2].code" },
		{ "\"code\": \"ongoing\"", "\"code\": \"now\"", "option_sets.adult[2].code" },
		{ "\"code\": \"ongoing\"", "\"code\": \"no\"", "option_sets.adult[2].code" },
		{ "\"label\": \"Ja, det pågår\"", "\"label\": \"\"",
			"option_sets.adult[2].label" },
		{ "\"code\": \"no_answer\"", "\"code\": \"ongoing\"",
			"option_sets.adult[3].code" },
		{ "\"topic\": \"OWN_USE\",", "\"topic\": \"OWN_USE\", \"weight\": 3,",
			"questions[6].weight" },
		{ "\"questions\": [", "\"experience\": { \"text\": \"T\", \"options\": "
				    "\"adult\" }, \"questions\": [",
			"option_sets.adult[0].code" },
		{ "\"questions\": [", "\"experience\": { \"options\": \"adult\" }, "
				    "\"questions\": [", "experience.text" },
		{ "\"questions\": [", "\"experience\": { \"topic\": \"PHYSICAL\" }, "
				    "\"questions\": [", "experience.topic" },
		{ "\"option_sets\": {",
			"\"experience\": { \"text\": \"T\", \"options\": \"e\" }, "
			"\"option_sets\": { \"e\": [{ \"code\": \"good\", \"label\": "
			"\"B\" }], ", "option_sets.e" },
	};
	struct arena *a = arena_new(16 << 20);
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct instrument_fault fault = { STR_NULL, STR_NULL };
		struct instrument in;

		CHECK_ERR(ERR_INVALID, instrument_parse(a, with(a, cases[i].from, cases[i].to),
			&in, &fault));
		ck_assert_msg(str_eq(fault.place, str_of(cases[i].place)), "%s: %.*s: %.*s",
			cases[i].to, STR_ARG(fault.place), STR_ARG(fault.reason));
		CHECK(!str_is_empty(fault.reason));
	}
	arena_free(a);
}

TEST(an_answer_must_be_one_that_its_question_offers)
{
	struct arena *a = arena_new(1 << 20);
	struct instrument_fault fault;
	struct instrument in;
	struct ballot ballot = { .experience = 0 };

	CHECK_ERR(OK, instrument_parse(a, shipped(a), &in, &fault));
	CHECK(instrument_allows(&in, &ballot) && instrument_unanswered(&in, &ballot) == 7);
	ballot.answers[TOPIC_PHYSICAL] = ANSWER_ONGOING;
	CHECK(instrument_allows(&in, &ballot) && instrument_unanswered(&in, &ballot) == 6);
	ballot.answers[TOPIC_EXPOSED_AS_CHILD] = ANSWER_ONGOING;
	CHECK(!instrument_allows(&in, &ballot));
	in.n_questions = 5;
	ballot.answers[TOPIC_EXPOSED_AS_CHILD] = ANSWER_NO;
	CHECK(!instrument_allows(&in, &ballot));
	arena_free(a);
}

static enum err
import(struct world *w, struct str json, struct instrument_fault *fault)
{
	instrument_id id;
	enum err e;

	world_begin(w);
	e = screening_import_instrument(w->tx, world_job(w, (org_id){ 0 }), w->arena, json, &id,
		fault);
	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

TEST(wording_in_use_is_locked)
{
	struct world w WORLD_CLEANUP = world_new();
	struct instrument_fault fault = { STR_NULL, STR_NULL };
	struct ballot ballot = { .answers = { [TOPIC_PHYSICAL] = ANSWER_NO } };
	struct screening_new in = { .team = w.counting_team, .sex = SEX_MAN, .age_band = AGE_40,
		.month = date_month(w.today), .face = FACE_PAPER, .outcome = SCREENING_ASKED };
	struct screening_done done;

	CHECK_ERR(OK, import(&w, shipped(w.arena), &fault));
	CHECK_ERR(OK, import(&w, shipped(w.arena), &fault));
	CHECK_ERR(OK, import(&w, with(w.arena, "Sju frågor", "Våra frågor"), &fault));
	CHECK_ERR(OK, ballot_seal(w.arena, &ballot, &in.ballot));
	world_begin(&w);
	CHECK_ERR(OK, screening_record(w.tx, world_job(&w, w.party), w.arena, &in, &done));
	world_commit(&w);
	CHECK_ERR(ERR_CONFLICT, import(&w, shipped(w.arena), &fault));
	CHECK(str_eq(fault.place, STR("version")));
	CHECK_ERR(OK, import(&w, with(w.arena, "Sju frågor", "Våra frågor"), &fault));
	CHECK_ERR(OK, import(&w, with(w.arena, "\"version\": \"1\"", "\"version\": \"2\""),
		&fault));
}

TEST(a_translation_asks_the_same_in_the_same_order)
{
	struct world w WORLD_CLEANUP = world_new();
	struct instrument_fault fault = { STR_NULL, STR_NULL };
	struct instrument swedish, english;

	CHECK_ERR(OK, import(&w, shipped_in(w.arena, "en"), &fault));
	CHECK_ERR(OK, import(&w, shipped(w.arena), &fault));
	CHECK_ERR(OK, instrument_parse(w.arena, shipped(w.arena), &swedish, &fault));
	CHECK_ERR(OK, instrument_parse(w.arena, shipped_in(w.arena, "en"), &english, &fault));
	CHECK(instrument_matches(&swedish, &english));

	CHECK_ERR(ERR_INVALID, import(&w, with(w.arena, "\"topic\": \"PHYSICAL\",\n   "
		"\"options\": \"adult\"", "\"topic\": \"PHYSICAL\",\n   "
		"\"options\": \"childhood\""), &fault));
	CHECK(str_eq(fault.place, STR("questions")));
	english.asks_experience = true;
	CHECK(!instrument_matches(&swedish, &english));
	english.asks_experience = false;
	english.questions[1].topic = TOPIC_OWN_USE;
	CHECK(!instrument_matches(&swedish, &english));
}

TEST(a_translation_is_locked_when_somebody_was_asked_in_its_language)
{
	struct world w WORLD_CLEANUP = world_new();
	struct instrument_fault fault = { STR_NULL, STR_NULL };
	struct ballot ballot = { .answers = { [TOPIC_PHYSICAL] = ANSWER_NO } };
	struct screening_new in = { .team = w.counting_team, .sex = SEX_MAN, .age_band = AGE_40,
		.month = date_month(w.today), .face = FACE_TOGETHER,
		.outcome = SCREENING_ASKED, .lang = STR("sv") };
	struct str english = shipped_in(w.arena, "en"), reworded;
	struct screening_done done;
	int i;

	reworded = arena_printf(w.arena, "%.*s ", STR_ARG(english));
	CHECK_ERR(OK, import(&w, shipped(w.arena), &fault));
	for (i = 0; i < 2; i++) {
		CHECK_ERR(OK, import(&w, reworded, &fault));
		CHECK_ERR(OK, import(&w, english, &fault));
		CHECK_ERR(OK, ballot_seal(w.arena, &ballot, &in.ballot));
		world_begin(&w);
		CHECK_ERR(OK, screening_record(w.tx, world_job(&w, w.party), w.arena, &in,
			&done));
		world_commit(&w);
		in.lang = STR("en");
	}
	CHECK_ERR(ERR_CONFLICT, import(&w, reworded, &fault));
}
