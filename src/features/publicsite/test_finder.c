/* Tests of the finder's rules: situations, and which answers come first. */
#include "tests/harness/harness.h"

#include <string.h>

#include "features/publicsite/finder.h"
#include "tests/harness/world.h"

enum { ARENA_BYTES = 16 * 1024 * 1024 };

static struct date
today(void)
{
	struct date day;

	CHECK_ERR(OK, date_parse(STR("2026-11-22"), &day));
	return day;
}

static struct question
asking(struct arena *a, const struct situation *situation, enum who who)
{
	struct question q = { .situation = situation, .who = who };
	struct helpline *lines;

	CHECK_ERR(OK, helplines(a, &lines, &q.n_lines));
	q.lines = lines;
	return q;
}

/* ---- situations ---- */

TEST(every_door_has_three_to_five_situations_and_none_twice)
{
	int n[DOORS] = { 0 };
	size_t i, j;

	for (i = 0; i < n_situations; i++) {
		n[situations[i].door]++;
		for (j = 0; j < i; j++)
			CHECK(situations[j].door != situations[i].door ||
				situations[j].what != situations[i].what);
	}
	for (i = DOOR_ME; i < DOORS; i++)
		CHECK(n[i] >= 3 && n[i] <= 5);
	CHECK(!situation_of(DOOR_ME, WHAT_SHELTER) && !situation_of(DOOR_NONE, WHAT_NONE));
}

TEST(whoever_asks_whatever_anywhere_is_never_left_without_an_answer)
{
	struct arena *a = arena_new(ARENA_BYTES);
	struct answer answers[ANSWERS_MAX];
	size_t i, n;
	int who;

	for (i = 0; i < n_situations; i++)
		for (who = WHO_ANY; who < WHOS; who++) {
			struct question q;

			arena_reset(a);
			q = asking(a, &situations[i], (enum who)who);
			CHECK_ERR(OK, finder_answers(a, &q, NULL, 0, today(), answers, &n));
			ck_assert_msg(n >= 1 && n <= ANSWERS_MAX, "%s: %zu answers",
				situations[i].label, n);
		}
	arena_free(a);
}

/* ---- which come first ---- */

static struct open_service
service(const char *name, enum reach reach, int days_ago)
{
	return (struct open_service){ .name = str_of(name), .organisation = STR("Kommunen"),
		.phone = STR("08-465 004 00"), .tracks = TRACK_EXPOSED, .reach = reach,
		.verified_on = { today().days - days_ago }, .is_acute = true };
}

struct found {
	struct arena *a;
	struct answer answers[ANSWERS_MAX];
	size_t n;
};

static struct found
find(enum what what, enum who who, const struct open_service *services, size_t n)
{
	struct found found = { .a = arena_new(ARENA_BYTES) };
	struct question q = asking(found.a, situation_of(DOOR_ME, what), who);

	CHECK_ERR(OK,
		finder_answers(found.a, &q, services, n, today(), found.answers, &found.n));
	return found;
}

/* The name of answer number i, "" when there are fewer. */
static struct str
name(const struct found *found, size_t i)
{
	if (i >= found->n)
		return STR_NULL;
	return found->answers[i].service ? found->answers[i].service->name
					 : found->answers[i].line->name;
}

TEST(near_services_come_before_far_ones_and_national_lines_last)
{
	struct open_service services[] = { service("Samtal i landet", REACH_NATION, 1),
		service("Samtal i länet", REACH_COUNTY, 1),
		service("Samtal i kommunen", REACH_MUNICIPALITY, 1) };
	struct found found = find(WHAT_TALK, WHO_ANY, services, 3);

	ck_assert_uint_eq(found.n, ANSWERS_MAX);
	CHECK(str_eq(name(&found, 0), STR("Samtal i kommunen")));
	CHECK(str_eq(name(&found, 1), STR("Samtal i länet")));
	CHECK(str_eq(name(&found, 2), STR("Samtal i landet")));
	CHECK(found.answers[3].line && found.answers[4].line);
	arena_free(found.a);
}

TEST(when_it_cannot_wait_a_fresh_contact_comes_before_one_that_nobody_has_confirmed)
{
	struct open_service stale = service("Skyddat boende nära", REACH_MUNICIPALITY, 200);
	struct open_service both[] = { stale,
		service("Skyddat boende i länet", REACH_COUNTY, 3) };
	struct found found = find(WHAT_SAFE, WHO_ANY, both, 2);

	CHECK(str_eq(name(&found, 0), STR("Skyddat boende i länet")));
	CHECK(found.answers[1].is_stale && str_eq(name(&found, 1), STR("Skyddat boende nära")));
	arena_free(found.a);
	found = find(WHAT_SAFE, WHO_ANY, &stale, 1);
	CHECK(found.answers[0].line && str_eq(name(&found, 1), STR("Skyddat boende nära")));
	arena_free(found.a);
}

TEST(when_it_cannot_wait_the_acute_contact_is_kept_although_nobody_has_confirmed_it)
{
	struct open_service services[] = {
		service("Kvinnoboende", REACH_MUNICIPALITY, 100),
		service("Beslut om akut skyddat boende", REACH_MUNICIPALITY, 100),
		service("Öppen förskola", REACH_MUNICIPALITY, 1) };
	struct found found;

	services[0].is_acute = services[2].is_acute = false;
	services[0].requirements = services[1].requirements = REQUIRES_DECISION;
	found = find(WHAT_SAFE, WHO_WOMAN, services, 3);
	CHECK(str_eq(name(&found, 0), STR("Kvinnofridslinjen")));
	CHECK(str_eq(name(&found, 1), STR("Beslut om akut skyddat boende")) &&
		found.answers[1].is_stale);
	CHECK(str_eq(name(&found, 2), STR("Kvinnoboende")) && !found.answers[2].is_stale);
	CHECK(found.n == 4 && found.answers[3].line);
	arena_free(found.a);
}

TEST(when_it_cannot_wait_who_decides_comes_before_who_needs_a_decision)
{
	struct open_service services[] = { service("Skyddat boende", REACH_MUNICIPALITY, 1),
		service("Beslut om skyddat boende", REACH_COUNTY, 200) };
	struct found found;

	services[0].requirements = REQUIRES_DECISION;
	found = find(WHAT_SAFE, WHO_ANY, services, 2);
	CHECK(str_eq(name(&found, 1), STR("Beslut om skyddat boende")));
	CHECK(str_eq(name(&found, 2), STR("Skyddat boende")));
	arena_free(found.a);
}

TEST(what_is_for_somebody_else_is_left_out_and_what_is_made_for_one_comes_first)
{
	struct open_service services[] = { service("Samtal för kvinnor", REACH_MUNICIPALITY, 1),
		service("Samtal för barn", REACH_MUNICIPALITY, 1),
		service("Samtal", REACH_MUNICIPALITY, 1) };
	struct found found;

	services[0].target_groups = STR("kvinnor;barn");
	services[1].target_groups = STR("barn");
	found = find(WHAT_TALK, WHO_MAN, services, 3);
	CHECK(str_eq(name(&found, 0), STR("Samtal")));
	CHECK(str_eq(name(&found, 1), STR("Stödlinjen för män")));
	arena_free(found.a);
	found = find(WHAT_TALK, WHO_WOMAN, services, 3);
	CHECK(str_eq(name(&found, 0), STR("Samtal för kvinnor")));
	CHECK(str_eq(name(&found, 2), STR("Kvinnofridslinjen")));
	arena_free(found.a);
	found = find(WHAT_TALK, WHO_TRANS, services, 3);
	CHECK(str_eq(name(&found, 1), STR("Stödlinjen för transpersoner")));
	arena_free(found.a);
}

TEST(what_cannot_be_called_is_no_answer)
{
	struct open_service services[] = { service("Samtal", REACH_MUNICIPALITY, 1) };
	struct found found;

	services[0].phone = STR_NULL;
	found = find(WHAT_TALK, WHO_ANY, services, 1);
	CHECK(found.answers[0].line != NULL);
	arena_free(found.a);
}
