/* Twenty questions out of the mapping of 2020, and what the catalogue answers first. */
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"

/* What somebody asks, as a need or as words to search for, and who must stand first. */
static const struct {
	const char *question;
	unsigned tracks;
	int sex, age_from, age_to;
	bool is_without_decision, is_same_day;
	const char *words;
	const char *organisation, *service; /* NULL = any of the organisation's */
} questions[] = {
	{ "Var kan en man som slår sin partner få hjälp utan beslut?", TRACK_OWN_USE, 2, 30, 30,
		true, false, NULL, "Relationsvårdscentrum (RVC)",
		"Behandling för våldsutövare" },
	{ "Vem beslutar om akut skyddat boende i dag?", TRACK_EXPOSED, 1, 30, 30, false, true,
		"skyddat boende", "Relationsvårdscentrum (RVC)",
		"Beslut om akut skyddat boende" },
	{ "Vart vänder sig en kvinna som vill vara anonym?", TRACK_EXPOSED, 1, 40, 40, true,
		true, NULL, "Kvinnojouren Annfrid", NULL },
	{ "Var chattar en ung tjej?", TRACK_EXPOSED, 1, 17, 17, false, true, "chatt",
		"Ungdomsjouren Juventas", NULL },
	{ "Vad är BOJ?", 0, 0, 0, 0, false, false, "boj", "Brottsofferjouren", NULL },
	{ "Vad är RVC?", 0, 0, 0, 0, false, false, "rvc våldsutövare",
		"Relationsvårdscentrum (RVC)", "Behandling för våldsutövare" },
	{ "Var finns UMO?", 0, 0, 0, 0, false, false, "umo", "Ungdomsmottagningen", NULL },
	{ "Vem frågar eleverna?", 0, 0, 0, 0, false, false, "elever",
		"Elevhälsans medicinska insats (EMI)", NULL },
	{ "Vem är skolans sköterska?", 0, 0, 0, 0, false, false, "skolsköterska",
		"Elevhälsans medicinska insats (EMI)", NULL },
	{ "Vem kommer hem när hyran inte är betald?", 0, 0, 0, 0, false, false, "hyresskuld",
		"Sociala boendeenheten", NULL },
	{ "Var förhörs barn?", TRACK_CHILD, 0, 8, 8, false, false, "förhör barn", NULL,
		"Samlat stöd och förhör för barn" },
	{ "Vem ger barn krisstöd samma dag?", TRACK_CHILD, 0, 8, 8, false, true, "kris",
		"Barnahus", "Krisstöd till barn och föräldrar" },
	{ "Vem stöder den som suttit i fängelse?", 0, 0, 0, 0, false, false, "kriminell",
		"KRIS Södertälje", NULL },
	{ "Vart går en vuxenstuderande?", 0, 0, 0, 0, false, false, "vuxenstuderande",
		"Elevhälsoteamet Vuxenutbildningen", NULL },
	{ "Var undersöks en skada?", 0, 0, 0, 0, false, false, "läkarundersökning",
		"Luna och Tallhöjdens vårdcentral", NULL },
	{ "Vem är kurator på sjukhuset?", 0, 0, 0, 0, false, false, "kurator avdelning",
		"Södertälje sjukhus", NULL },
	{ "Var finns vård för den som har en funktionsnedsättning?", 0, 0, 0, 0, false, false,
		"funktionsnedsattning", "Habiliteringscenter Södertälje", NULL },
	{ "Vart går blivande föräldrar?", 0, 0, 0, 0, false, false, "blivande föräldrar",
		"Familjecentralen", NULL },
	{ "Vem tar emot en polisanmälan om barn?", 0, 0, 0, 0, false, false, "anmälan",
		"Polisen Södertälje – barngruppen", NULL },
	{ "Vem lyssnar och har tystnadsplikt?", 0, 0, 0, 0, false, false,
		"diakoni tystnadsplikt", "Svenska kyrkan – Södertälje församling", NULL },
};

enum { N_QUESTIONS = sizeof(questions) / sizeof(questions[0]) };

static const struct catalogue_service *
first_answer(struct world *w, size_t i)
{
	struct catalogue_need need = { .tracks = questions[i].tracks,
		.sex = questions[i].sex,
		.age_from = questions[i].age_from,
		.age_to = questions[i].age_to,
		.municipality = STR("Södertälje"),
		.words = str_of(questions[i].words),
		.is_without_decision = questions[i].is_without_decision,
		.is_same_day = questions[i].is_same_day };
	struct catalogue_proposal *proposals;
	struct catalogue_service *rows;
	size_t n;

	if (need.tracks == 0) {
		CHECK_ERR(OK,
			catalogue_search(w->db, world_job(w, w->association), w->arena,
				need.words, &rows, &n));
		return n > 0 ? &rows[0] : NULL;
	}
	CHECK_ERR(OK,
		catalogue_propose(w->db, world_job(w, w->association), w->arena, &need,
			w->today, &proposals, &n));
	return n > 0 ? proposals[0].service : NULL;
}

TEST(twenty_questions_of_the_mapping_have_the_right_first_answer)
{
	WORLD_CLEANUP struct world w = world_new();
	size_t i;

	CHECK(N_QUESTIONS == 20);
	sodertalje_import(&w);
	for (i = 0; i < N_QUESTIONS; i++) {
		const struct catalogue_service *s = first_answer(&w, i);

		ck_assert_msg(s != NULL, "%s: no answer", questions[i].question);
		ck_assert_msg((!questions[i].organisation ||
				      str_eq(s->organisation_name,
					      str_of(questions[i].organisation))) &&
				(!questions[i].service ||
					str_eq(s->name, str_of(questions[i].service))),
			"%s: %.*s, %.*s", questions[i].question, STR_ARG(s->organisation_name),
			STR_ARG(s->name));
	}
}

/* Whoever may not come to the treatment here can call: the national line stands among the answers. */
TEST(a_man_who_hits_his_partner_also_finds_the_national_line)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct catalogue_need need = { .tracks = TRACK_OWN_USE,
		.sex = 2,
		.age_from = 30,
		.age_to = 30,
		.municipality = STR("Södertälje"),
		.is_without_decision = true };
	struct catalogue_proposal *proposals;
	bool is_there = false;
	size_t n, i;

	sodertalje_import(&w);
	CHECK_ERR(OK,
		catalogue_propose(w.db, world_job(&w, w.association), w.arena, &need, w.today,
			&proposals, &n));
	for (i = 0; i < n; i++)
		is_there |= proposals[i].helpline &&
			str_eq(proposals[i].helpline->code, STR("sluta"));
	CHECK(is_there);
}
