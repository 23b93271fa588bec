/* What somebody answered, is in, or is offered stands in no address, title or redirection. */
#include <string.h>

#include "features/guidance/guidance.h"
#include "features/screening/test_asker.h"
#include "tests/harness/sodertalje.h"

/* Names of fields and codes of answers, states, tracks and reasons. */
static const char *const telling[] = { "svar", "lage=", "spar=", "skal=", "grund=", "ongoing",
	"earlier", "no_answer", "own_use", "exposed", "relative", "declined_all" };

static void
expect_silent(struct str address, const char *page)
{
	size_t i;

	for (i = 0; i < sizeof(telling) / sizeof(telling[0]); i++)
		ck_assert_msg(!str_contains(address, str_of(telling[i])), "%s: %s in %.*s",
			page, telling[i], STR_ARG(address));
}

/* The value of every attribute of that name. */
static void
look_at(struct str body, const char *attribute, const char *page)
{
	const char *end = body.p + body.n, *at = body.p;

	while ((at = memmem(at, (size_t)(end - at), attribute, strlen(attribute))) != NULL) {
		const char *close;

		at += strlen(attribute);
		close = memchr(at, '"', (size_t)(end - at));
		CHECK(close);
		expect_silent((struct str){ at, (size_t)(close - at) }, page);
		at = close;
	}
}

static void
get(struct asker *s, const char *target)
{
	struct str body;
	const char *title, *end;

	ck_assert_int_eq(visitor_get(&s->v, target), 200);
	body = visitor_body(&s->v);
	look_at(body, " href=\"", target);
	look_at(body, " action=\"", target);
	look_at(body, " formaction=\"", target);
	title = memmem(body.p, body.n, "<title>", 7);
	end = memmem(body.p, body.n, "</title>", 8);
	CHECK(title && end);
	expect_silent((struct str){ title, (size_t)(end - title) }, target);
	CHECK(str_eq(visitor_header(&s->v, "Referrer-Policy"), STR("no-referrer")));
}

static void
post(struct asker *s, const char *target, const char *body)
{
	ck_assert_int_eq(visitor_post(&s->v, target, body), 303);
	expect_silent(visitor_location(&s->v), target);
}

/* From the gate to a referral, by every page on the way. */
TEST(no_address_tells_what_somebody_answered_or_is_offered)
{
	struct asker s ASKER_CLEANUP = { 0 };
	struct catalogue_service service;

	asker_open(&s, ROLE_CASEWORKER);
	sodertalje_import(&s.w);
	get(&s, asker_url(&s, "/samtal/nytt/%lld", s.cards[0].card.v));
	post(&s, "/samtal/nytt", asker_form(&s, "gor=borja"));
	get(&s, "/samtal/fragor");
	post(&s, "/samtal/dold", asker_form(&s, SOME_YES));
	post(&s, "/samtal/dold/fortsatt", "pin=481625");
	get(&s, "/samtal/fragor");
	post(&s, "/samtal/fragor", asker_form(&s, SOME_YES "&gor=spara"));
	get(&s, "/samtal/slut");
	get(&s, "/samtal/personal");
	post(&s, "/samtal/personal", "pin=481625");
	get(&s, "/samtal/personal");
	CHECK(visitor_sees(&s.v, "tryggt att gå hem"));
	post(&s, "/samtal/personal/lage", "lage=be&dag=1");
	get(&s, "/samtal/personal?dag=1");
	CHECK(visitor_sees(&s.v, "När någon utsätter andra i dag"));
	service = sodertalje_service(&s.w, "Behandling för våldsutövare");
	get(&s, asker_url(&s, "/lotsningar/ny?tjanst=%lld", service.id.v));
	CHECK(visitor_sees(&s.v, "value=\"own_use\" checked"));
	post(&s, "/lotsningar", arena_printf(s.w.arena, "tjanst=%lld&spar=own_use&satt=informed"
		"&grund=no_identity&uppfoljning=2026-12-06&kod=%.*s", (long long)service.id.v,
		STR_ARG(visitor_field(&s.v, "kod"))).p);
	get(&s, "/lotsningar");
	get(&s, "/lotsningar/ny");
	get(&s, "/vagledning");
	post(&s, "/vagledning/lage", "lage=d");
	get(&s, "/vagledning");
	CHECK(visitor_sees(&s.v, "barndomen"));
}
