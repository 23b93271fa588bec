/* Tests of questions and kept pages: what they cost, what they leak, when they are made anew. */
#include "tests/harness/harness.h"

#include <zlib.h>

#include "core/http/kept.h"
#include "core/http/squeeze.h"
#include "tests/harness/visitor.h"

struct asking {
	struct str colour;
};

enum { ASKING_COLOUR };

static const struct field asking_fields[] = {
	{ .name = "farg", .label = "Färg", .kind = FIELD_TEXT, .max = 60,
	  .offset = offsetof(struct asking, colour) },
};

static const struct form asking_form = FORM("asking", struct asking, asking_fields);

static int times_made;
static uint64_t stamp_now;

static enum err stamp_err;

static enum err
stamp(struct db *db, struct arena *a, uint64_t *out)
{
	(void)db;
	(void)a;
	*out = stamp_now;
	return stamp_err;
}

static enum err
answer(struct page *page)
{
	const struct asking *asked = page->asked;
	int i;

	times_made++;
	page->title = STR("Svar");
	page_question_begin(page, url_path("/fraga"));
	page_form_end(page);
	/* As many lines as the answer has letters. */
	for (i = 0; asked && i < (int)asked->colour.n; i++)
		html_put_str(&page->html, STR("en rad om färgen som valdes, "));
	html_put_str(&page->html, asked ? asked->colour : STR("ingen fråga"));
	return OK;
}

static const struct route asking_routes[] = {
	GET("/fraga", PERM_PUBLIC, AUDIT_NONE("test"), answer, .is_constant = true,
		.stamp = stamp),
	ASK("/fraga", &asking_form, answer, .stamp = stamp),
};

static const struct room asking_room = { .name = "asking",
	.routes = asking_routes,
	.n_routes = sizeof(asking_routes) / sizeof(asking_routes[0]) };

static const struct room *const asking_rooms[] = { &asking_room };

static struct visitor
visit(struct world *w)
{
	struct visitor v = visitor_new(w, STR_NULL);

	v.site.rooms = asking_rooms;
	v.site.n_rooms = 1;
	return v;
}

static int
ask(struct visitor *v, const char *body, const char *accepted)
{
	v->next.accept_encoding = str_of(accepted);
	v->next.content_type = STR("application/x-www-form-urlencoded");
	v->next.body = str_of(body);
	return visitor_post(v, "/fraga", "");
}

static struct str
unsqueezed(struct visitor *v)
{
	struct str body = visitor_body(v);
	char *out = arena_array(v->arena, 256 * 1024, 1);
	z_stream z = { .next_in = (Bytef *)(uintptr_t)body.p, .avail_in = (uInt)body.n,
		.next_out = (Bytef *)out, .avail_out = 256 * 1024 };

	CHECK(out && inflateInit2(&z, 15 + 16) == Z_OK);
	ck_assert_int_eq(inflate(&z, Z_FINISH), Z_STREAM_END);
	inflateEnd(&z);
	return (struct str){ out, z.total_out };
}

TEST(a_question_needs_no_token_sets_no_cookie_and_writes_nothing)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w);
	int64_t rows = world_rows(&w, "audit");

	v.next.origin = STR("null");
	v.next.sec_fetch_site = STR("none");
	CHECK(ask(&v, "farg=gr%C3%B6n", "") == 200);
	CHECK(visitor_sees(&v, "grön"));
	CHECK(str_is_empty(visitor_header(&v, "Set-Cookie")));
	CHECK(!visitor_sees(&v, "csrf"));
	CHECK(str_eq(visitor_header(&v, "Cache-Control"), STR("no-store")));
	CHECK(world_rows(&w, "audit") == rows);
}

TEST(a_question_that_makes_no_sense_begins_anew)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w);

	CHECK(ask(&v, "farg=%FF", "") == 200);
	CHECK(visitor_sees(&v, "ingen fråga"));
	v.next.content_type = STR("text/plain");
	CHECK(visitor_post(&v, "/fraga", "farg=x") == 415);
}

TEST(every_answer_to_a_question_is_equally_long_plain_and_squeezed)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w);
	static const char *const bodies[] = { "farg=r%C3%B6d", "farg=gul",
		"farg=en+mycket+blek+och+l%C3%A5ng+sorts+rosa", "", "farg=%FF" };
	size_t i;

	for (i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		CHECK(ask(&v, bodies[i], "") == 200);
		ck_assert_uint_eq(visitor_body(&v).n, QUESTION_BYTES);
		CHECK(str_is_empty(visitor_header(&v, "Content-Encoding")));
		CHECK(ask(&v, bodies[i], "br, gzip") == 200);
		ck_assert_uint_eq(visitor_body(&v).n, QUESTION_SQUEEZED_BYTES);
		CHECK(str_eq(visitor_header(&v, "Content-Encoding"), STR("gzip")));
		CHECK(unsqueezed(&v).n == QUESTION_BYTES);
	}
}

TEST(a_kept_page_is_made_once_and_again_when_its_stamp_changes)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w);
	int i;

	times_made = 0;
	for (i = 0; i < 3; i++)
		CHECK(ask(&v, "farg=gul", i ? "gzip" : "") == 200);
	ck_assert_int_eq(times_made, 1);
	CHECK(ask(&v, "farg=bl%C3%A5", "") == 200 && visitor_sees(&v, "blå"));
	ck_assert_int_eq(times_made, 2);
	stamp_now++;
	CHECK(ask(&v, "farg=gul", "") == 200 && visitor_sees(&v, "gul"));
	ck_assert_int_eq(times_made, 3);
}

TEST(a_kept_page_is_not_answered_when_nobody_knows_whether_it_still_holds)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w);

	CHECK(ask(&v, "farg=gul", "") == 200);
	stamp_err = ERR_DB;
	CHECK(ask(&v, "farg=gul", "") == 500 && !visitor_sees(&v, "gul"));
	stamp_err = OK;
}

/* The status of an answer in a thread of the network, 0 = it is handed on. */
static int
ask_in_passing(struct visitor *v, const char *body)
{
	const struct request request = { .method = STR("POST"), .path = STR("/fraga"),
		.host = STR("127.0.0.1:8080"),
		.content_type = STR("application/x-www-form-urlencoded"),
		.body = str_of(body) };
	struct reply reply = { 0 };
	int status;

	v->worker.may_wait = false;
	dispatch(&v->site, &v->worker, &request, &reply);
	v->worker.may_wait = true;
	CHECK(reply.is_deferred == (reply.status == 0));
	status = reply.status;
	response_free(&reply);
	return status;
}

TEST(an_answer_that_is_in_memory_needs_no_thread_that_may_wait)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w);

	times_made = 0;
	CHECK(ask(&v, "farg=gul", "") == 200 && times_made == 1);
	ck_assert_int_eq(ask_in_passing(&v, "farg=gul"), 200);
	ck_assert_int_eq(ask_in_passing(&v, "farg=vit"), 0);
	stamp_now++;
	ck_assert_int_eq(ask_in_passing(&v, "farg=gul"), 0);
	ck_assert_int_eq(times_made, 1);
}

TEST(whoever_has_the_page_already_is_told_so)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w);
	struct str etag;

	CHECK(visitor_get(&v, "/fraga") == 200);
	etag = visitor_header(&v, "ETag");
	CHECK(etag.n > 4);
	CHECK(str_eq(visitor_header(&v, "Vary"), STR("Accept-Encoding")));
	v.next.if_none_match = etag;
	CHECK(visitor_get(&v, "/fraga") == 304);
	CHECK(visitor_body(&v).n == 0);
	stamp_now++;
	v.next.if_none_match = STR("W/\"0000000000000000\"");
	CHECK(visitor_get(&v, "/fraga") == 200);
	/* An answer has none: it would say the same thing about what was asked. */
	CHECK(ask(&v, "farg=gul", "gzip") == 200);
	CHECK(str_is_empty(visitor_header(&v, "ETag")));
}

TEST(somebody_logged_in_gets_a_page_of_their_own_that_is_never_kept)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w);
	struct str stranger;

	CHECK(ask(&v, "farg=gul", "gzip") == 200);
	stranger = arena_str(v.arena, visitor_body(&v));
	v.session = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	times_made = 0;
	CHECK(ask(&v, "farg=gul", "gzip") == 200);
	ck_assert_int_eq(times_made, 1);
	CHECK(str_is_empty(visitor_header(&v, "Content-Encoding")));
	v.session = STR_NULL;
	CHECK(ask(&v, "farg=gul", "gzip") == 200);
	CHECK(str_eq(visitor_body(&v), stranger));
}

TEST(squeezing_pads_to_the_block_and_gives_the_text_back)
{
	static const size_t sizes[] = { 0, 1, 4000, 4090, 8150, 8170, 30000 };
	char text[30000];
	size_t i, k;

	for (i = 0; i < sizeof(text); i++)
		text[i] = (char)((i * i * 31 + i / 7) % 251);
	for (k = 0; k < sizeof(sizes) / sizeof(sizes[0]); k++) {
		struct buf out BUF_CLEANUP = buf_new(1 << 20);
		char back[30000];
		z_stream z = { .next_out = (Bytef *)back, .avail_out = sizeof(back) };

		CHECK_ERR(OK, squeeze((struct str){ text, sizes[k] }, 4096, &out));
		ck_assert_uint_eq(out.n % 4096, 0);
		z.next_in = (Bytef *)out.p;
		z.avail_in = (uInt)out.n;
		CHECK(inflateInit2(&z, 15 + 16) == Z_OK);
		ck_assert_int_eq(inflate(&z, Z_FINISH), Z_STREAM_END);
		ck_assert_uint_eq(z.total_out, sizes[k]);
		CHECK(memcmp(back, text, sizes[k]) == 0);
		inflateEnd(&z);
	}
}
