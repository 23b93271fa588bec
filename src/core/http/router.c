/* From an address to its route: fixed segments before :id before :code. */
#include "core/http/router.h"

#include <stdlib.h>

enum { SEGMENTS_MAX = 8, CODE_MAX = 64 };

/* In order of preference. */
enum segment_kind { SEGMENT_FIXED = 0, SEGMENT_ID, SEGMENT_CODE };

struct segment {
	struct str text;
	enum segment_kind kind;
};

struct compiled {
	const struct route *route;
	const struct route *shown;
	size_t n;
	struct segment segments[SEGMENTS_MAX];
};

struct router {
	size_t n;
	struct compiled compiled[];
};

/* The segments of "/a/b": "a", "b"; of "/": none.  False when there are too many or no '/' leads. */
static bool
split(struct str path, struct str *segments, size_t *n)
{
	struct str rest, part;

	*n = 0;
	if (path.n == 0 || path.p[0] != '/')
		return false;
	rest = str_sub(path, 1, path.n);
	if (rest.n == 0)
		return true;
	while (str_split(&rest, '/', &part)) {
		if (*n == SEGMENTS_MAX)
			return false;
		segments[(*n)++] = part;
	}
	return true;
}

static void
compile(const struct route *route, struct compiled *c)
{
	struct str parts[SEGMENTS_MAX];
	size_t i;

	assert_always(route->perm > PERM_NONE && route->perm < PERM_COUNT);
	if (route->method == METHOD_GET)
		assert_always(route->show && (route->audit.kind || route->audit.why_not) &&
			(!route->is_constant ||
				(route->perm == PERM_PUBLIC && !route->audit.kind)));
	else
		assert_always(route->method == METHOD_POST &&
			(route->is_question ? route->show && route->form && !route->act &&
					route->perm == PERM_PUBLIC && !route->audit.kind
					    : route->act != NULL));
	/* What is practised stands under its root, and nowhere in the trail: nobody was looked at. */
	assert_always(route->is_practice ==
		str_starts(str_of(route->pattern), STR(PRACTICE_ROOT "/")));
	assert_always(!route->is_practice || !route->audit.kind);
	c->route = route;
	assert_always(split(str_of(route->pattern), parts, &c->n));
	for (i = 0; i < c->n; i++) {
		struct segment *s = &c->segments[i];

		s->text = parts[i];
		s->kind = SEGMENT_FIXED;
		if (str_eq(parts[i], STR(":id")))
			s->kind = SEGMENT_ID;
		else if (str_eq(parts[i], STR(":code")))
			s->kind = SEGMENT_CODE;
		else
			assert_always(parts[i].n > 0 && parts[i].p[0] != ':');
	}
}

/* Fewer segments first, then the more specific ones, then by text and method. */
static int
compare(const void *left, const void *right)
{
	const struct compiled *a = left, *b = right;
	size_t i;

	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	for (i = 0; i < a->n; i++) {
		int c;

		if (a->segments[i].kind != b->segments[i].kind)
			return a->segments[i].kind < b->segments[i].kind ? -1 : 1;
		c = str_cmp(a->segments[i].text, b->segments[i].text);
		if (c != 0)
			return c;
	}
	return (int)a->route->method - (int)b->route->method;
}

/*
 * Of the GET routes of one page the audited one: what is shown again may be about somebody whom the
 * posting named, although the address it was opened at is about nobody.
 */
static bool
is_better(const struct route *route, const struct route *than)
{
	return !than || (route->audit.kind && !than->audit.kind);
}

/* A page shown again after a posting shows the same data as its GET route, and is audited like it. */
static void
find_shown(struct router *router)
{
	size_t i, j;

	for (i = 0; i < router->n; i++) {
		struct compiled *c = &router->compiled[i];

		if (c->route->method != METHOD_POST || !c->route->show || c->route->is_question)
			continue;
		for (j = 0; j < router->n; j++) {
			const struct route *other = router->compiled[j].route;

			if (other->method == METHOD_GET && other->show == c->route->show &&
				other->is_practice == c->route->is_practice &&
				is_better(other, c->shown))
				c->shown = other;
		}
		assert_always(c->shown);
	}
}

enum err
router_new(const struct room *const *rooms, size_t n_rooms, struct router **out)
{
	struct router *router;
	size_t n = 0, i, j;

	for (i = 0; i < n_rooms; i++)
		n += rooms[i]->n_routes;
	router = calloc(1, sizeof(*router) + n * sizeof(router->compiled[0]));
	if (!router)
		return ERR_LIMIT;
	for (i = 0; i < n_rooms; i++)
		for (j = 0; j < rooms[i]->n_routes; j++)
			compile(&rooms[i]->routes[j], &router->compiled[router->n++]);
	qsort(router->compiled, n, sizeof(router->compiled[0]), compare);
	for (i = 1; i < n; i++)
		assert_always(compare(&router->compiled[i - 1], &router->compiled[i]) != 0);
	find_shown(router);
	*out = router;
	return OK;
}

void
router_free(struct router *router)
{
	free(router);
}

static bool
is_code(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			    (c >= '0' && c <= '9') || c == '-' || c == '_'))
			return false;
	}
	return s.n > 0 && s.n <= CODE_MAX;
}

/* One spelling per id: no sign, no leading zero. */
static bool
is_id(struct str s, int64_t *id)
{
	return s.n > 0 && s.p[0] >= '1' && s.p[0] <= '9' && str_to_int(s, id) == OK;
}

static bool
fits(const struct compiled *c, const struct str *parts, struct at *at)
{
	size_t i;

	*at = (struct at){ 0 };
	for (i = 0; i < c->n; i++) {
		const struct segment *s = &c->segments[i];

		switch (s->kind) {
		case SEGMENT_FIXED:
			if (!str_eq(s->text, parts[i]))
				return false;
			break;
		case SEGMENT_ID:
			if (!is_id(parts[i], &at->id))
				return false;
			break;
		case SEGMENT_CODE:
			if (!is_code(parts[i]))
				return false;
			at->code = parts[i];
			break;
		}
	}
	return true;
}

void
router_match(const struct router *router, struct str method, struct str path, struct match *out)
{
	static const char *const allow[] = { NULL, "GET, HEAD", "POST", "GET, HEAD, POST" };
	struct str parts[SEGMENTS_MAX];
	unsigned asked = 0, there = 0;
	size_t n, i;

	*out = (struct match){ 0 };
	if (str_eq(method, STR("GET")) || str_eq(method, STR("HEAD")))
		asked = METHOD_GET;
	else if (str_eq(method, STR("POST")))
		asked = METHOD_POST;
	if (!split(path, parts, &n))
		return;
	for (i = 0; i < router->n; i++) {
		const struct compiled *c = &router->compiled[i];
		struct at at;

		if (c->n != n || !fits(c, parts, &at))
			continue;
		there |= c->route->method;
		if (c->route->method != asked || out->route)
			continue;
		out->route = c->route;
		out->shown = c->shown;
		out->index = i;
		out->at = at;
	}
	out->allow = allow[there];
}

size_t
router_n(const struct router *router)
{
	return router->n;
}

const struct route *
router_route(const struct router *router, size_t i)
{
	return router->compiled[i].route;
}
