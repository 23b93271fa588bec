/* What stands before malloc, the arena and the engine. */
#include "tests/faults/fault.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/http/dispatch.h"
#include "tests/harness/harness.h"

static struct {
	enum fault_kind kind;
	int left;
	bool is_set, is_inside, has_happened;
	sqlite3 *failed;	/* the connection whose last statement "failed" */
	sqlite3_mem_methods memory;
} fault;

static bool
happens(enum fault_kind kind)
{
	if (!fault.is_set || !fault.is_inside || fault.kind != kind || --fault.left > 0)
		return false;
	fault.has_happened = true;
	fault.is_set = kind == FAULT_STATEMENTS;
	return true;
}

void
fault_set(enum fault_kind kind, int n)
{
	fault.kind = kind;
	fault.left = n;
	fault.is_set = true;
	fault.has_happened = false;
}

bool
fault_clear(void)
{
	fault.is_set = false;
	fault.failed = NULL;
	return fault.has_happened;
}

void
fault_enter(void)
{
	fault.is_inside = true;
}

void
fault_leave(void)
{
	fault.is_inside = false;
}

/* ---- one request ---- */

static void
look_at_header(void *context, const char *name, const char *value)
{
	(void)name;
	/* A NULL drops the answer; an empty one would be no header. */
	if (value && !*value)
		*(bool *)context = true;
}

void __real_dispatch(const struct site *site, struct worker *worker,
	const struct request *request, struct reply *response);
void __wrap_dispatch(const struct site *site, struct worker *worker,
	const struct request *request, struct reply *response);

void
__wrap_dispatch(const struct site *site, struct worker *worker, const struct request *request,
	struct reply *response)
{
	bool has_empty = false;

	fault_enter();
	__real_dispatch(site, worker, request, response);
	response_headers(response, worker->arena, look_at_header, &has_empty);
	fault_leave();
	/* Checked out here: the test library takes memory too. */
	CHECK(!has_empty);
}

/* ---- the engine ---- */

static bool
statement_happens(sqlite3 *engine)
{
	if (!happens(FAULT_STATEMENT) && !happens(FAULT_STATEMENTS))
		return false;
	fault.failed = engine;
	return true;
}

int __real_sqlite3_step(sqlite3_stmt *stmt);
int __wrap_sqlite3_step(sqlite3_stmt *stmt);

int
__wrap_sqlite3_step(sqlite3_stmt *stmt)
{
	if (statement_happens(sqlite3_db_handle(stmt)))
		return SQLITE_IOERR;
	return __real_sqlite3_step(stmt);
}

int __real_sqlite3_prepare_v3(sqlite3 *engine, const char *sql, int n, unsigned flags,
	sqlite3_stmt **stmt, const char **tail);
int __wrap_sqlite3_prepare_v3(sqlite3 *engine, const char *sql, int n, unsigned flags,
	sqlite3_stmt **stmt, const char **tail);

int
__wrap_sqlite3_prepare_v3(sqlite3 *engine, const char *sql, int n, unsigned flags,
	sqlite3_stmt **stmt, const char **tail)
{
	if (!statement_happens(engine))
		return __real_sqlite3_prepare_v3(engine, sql, n, flags, stmt, tail);
	*stmt = NULL;
	return SQLITE_IOERR;
}

typedef int exec_row_fn(void *context, int n, char **values, char **names);
int __real_sqlite3_exec(sqlite3 *engine, const char *sql, exec_row_fn *row, void *context,
	char **message);
int __wrap_sqlite3_exec(sqlite3 *engine, const char *sql, exec_row_fn *row, void *context,
	char **message);

int
__wrap_sqlite3_exec(sqlite3 *engine, const char *sql, exec_row_fn *row, void *context,
	char **message)
{
	if (strcmp(sql, "ROLLBACK") != 0 && statement_happens(engine))
		return SQLITE_IOERR;
	return __real_sqlite3_exec(engine, sql, row, context, message);
}

int __real_sqlite3_extended_errcode(sqlite3 *engine);
int __wrap_sqlite3_extended_errcode(sqlite3 *engine);

int
__wrap_sqlite3_extended_errcode(sqlite3 *engine)
{
	if (fault.failed != engine)
		return __real_sqlite3_extended_errcode(engine);
	fault.failed = NULL;
	return SQLITE_IOERR_READ;
}

static void *
engine_malloc(int n)
{
	return happens(FAULT_ENGINE_MEMORY) ? NULL : fault.memory.xMalloc(n);
}

static void *
engine_realloc(void *p, int n)
{
	return happens(FAULT_ENGINE_MEMORY) ? NULL : fault.memory.xRealloc(p, n);
}

void
fault_prepare(void)
{
	sqlite3_mem_methods methods;

	CHECK(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &fault.memory) == SQLITE_OK);
	methods = fault.memory;
	methods.xMalloc = engine_malloc;
	methods.xRealloc = engine_realloc;
	CHECK(sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK);
}

/* ---- memory ---- */

void *__real_malloc(size_t n);
void *__wrap_malloc(size_t n);
void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__real_realloc(void *p, size_t n);
void *__wrap_realloc(void *p, size_t n);
char *__real_strdup(const char *s);
char *__wrap_strdup(const char *s);

void *
__wrap_malloc(size_t n)
{
	return happens(FAULT_MEMORY) ? NULL : __real_malloc(n);
}

void *
__wrap_calloc(size_t count, size_t size)
{
	return happens(FAULT_MEMORY) ? NULL : __real_calloc(count, size);
}

void *
__wrap_realloc(void *p, size_t n)
{
	return happens(FAULT_MEMORY) ? NULL : __real_realloc(p, n);
}

char *
__wrap_strdup(const char *s)
{
	return happens(FAULT_MEMORY) ? NULL : __real_strdup(s);
}

/* ---- the arena ---- */

void *__real_arena_alloc(struct arena *a, size_t n);
void *__wrap_arena_alloc(struct arena *a, size_t n);
void *__real_arena_array(struct arena *a, size_t count, size_t size);
void *__wrap_arena_array(struct arena *a, size_t count, size_t size);
const char *__real_arena_cstr(struct arena *a, struct str s);
const char *__wrap_arena_cstr(struct arena *a, struct str s);
struct str __real_arena_str(struct arena *a, struct str s);
struct str __wrap_arena_str(struct arena *a, struct str s);
struct str __wrap_arena_printf(struct arena *a, const char *format, ...);

/* More than any arena has, so that it notes the refusal itself. */
static size_t
size_of(size_t n)
{
	return happens(FAULT_ARENA) ? SIZE_MAX : n;
}

void *
__wrap_arena_alloc(struct arena *a, size_t n)
{
	return __real_arena_alloc(a, size_of(n));
}

void *
__wrap_arena_array(struct arena *a, size_t count, size_t size)
{
	return happens(FAULT_ARENA) ? __real_arena_alloc(a, SIZE_MAX)
				    : __real_arena_array(a, count, size);
}

const char *
__wrap_arena_cstr(struct arena *a, struct str s)
{
	return happens(FAULT_ARENA) ? __real_arena_alloc(a, SIZE_MAX) : __real_arena_cstr(a, s);
}

struct str
__wrap_arena_str(struct arena *a, struct str s)
{
	if (happens(FAULT_ARENA))
		return __real_arena_alloc(a, SIZE_MAX) ? s : STR_NULL;
	return __real_arena_str(a, s);
}

struct str __attribute__((format(printf, 2, 3)))
__wrap_arena_printf(struct arena *a, const char *format, ...)
{
	bool is_refused = happens(FAULT_ARENA);
	struct str made = STR_NULL;
	char *text = NULL;
	va_list args;

	if (is_refused)
		return __real_arena_alloc(a, SIZE_MAX) ? made : STR_NULL;
	va_start(args, format);
	assert_always(vasprintf(&text, format, args) >= 0);
	va_end(args);
	made = __real_arena_str(a, str_of(text));
	free(text);
	return made;
}
