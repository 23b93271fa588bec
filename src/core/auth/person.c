/* Looking for people of a place among hundreds. */
#include "core/auth/internal.h"

#include "core/auth/grant.sql.h"

/* Both lists are by name, so the roles of one person stand together and in the same order. */
static enum err
put_roles(const struct account_row *rows, size_t n, struct person *people, size_t n_people)
{
	size_t i, at = 0;

	for (i = 0; i < n_people; i++) {
		people[i].roles = &rows[at];
		while (at < n && rows[at].id.v == people[i].id.v) {
			people[i].n_roles++;
			at++;
		}
	}
	return at == n ? OK : ERR_DB;
}

static enum err
read_people(struct db *db, const struct scope *scope, struct arena *a, struct person **out,
	size_t *n)
{
	struct sql_auth_people_here *found;
	struct account_row *roles;
	struct person *people;
	size_t n_found, n_roles, i;

	TRY(sql_auth_people_here(db, scope, a, &found, &n_found));
	TRY(account_list(db, scope, a, &roles, &n_roles));
	people = ARENA_ARRAY(a, struct person, n_found ? n_found : 1);
	if (!people)
		return ERR_LIMIT;
	for (i = 0; i < n_found; i++)
		people[i] = (struct person){ .id = found[i].id, .login = found[i].login,
			.display_name = found[i].display_name,
			.is_disabled = found[i].is_disabled,
			.last_login_on = found[i].last_login_on };
	TRY(put_roles(roles, n_roles, people, n_found));
	*out = people;
	*n = n_found;
	return OK;
}

static bool
has_role(const struct person *p, int64_t role)
{
	size_t i;

	if (role == PERSON_DISABLED)
		return p->is_disabled;
	if (role == PERSON_WITHOUT_ROLE)
		return p->n_roles == 0;
	for (i = 0; i < p->n_roles && p->roles[i].role != (enum role)role; i++)
		continue;
	return role == 0 || i < p->n_roles;
}

/* Every word stands somewhere in what is known of the person. */
static bool
has_words(struct arena *a, const struct person *p, struct str folded_words)
{
	struct str text = arena_printf(a, "%.*s %.*s", STR_ARG(p->login),
		STR_ARG(p->display_name));
	struct str rest = folded_words, word;
	size_t i;

	for (i = 0; i < p->n_roles; i++)
		text = arena_printf(a, "%.*s %.*s", STR_ARG(text),
			STR_ARG(p->roles[i].team_name));
	text = str_fold(a, text);
	while (str_split(&rest, ' ', &word))
		if (!str_contains(text, word))
			return false;
	return true;
}

static enum err
find(const struct person_filter *filter, struct arena *scratch, struct person *people,
	size_t *n)
{
	struct str words = str_fold(scratch, filter->words);
	size_t i, kept = 0;

	for (i = 0; i < *n; i++)
		if (has_role(&people[i], filter->role)
			&& (str_is_empty(words) || has_words(scratch, &people[i], words)))
			people[kept++] = people[i];
	if (arena_is_full(scratch))
		return ERR_LIMIT;
	*n = kept;
	return OK;
}

enum err
person_find(struct db *db, const struct scope *scope, struct arena *a,
	const struct person_filter *filter, struct people *out)
{
	struct people people = { .page = filter->page > 0 ? filter->page : 1 };
	struct arena *scratch;
	size_t first;
	enum err e;

	if (!scope_may(scope, PERM_ADMIN))
		return ERR_FORBIDDEN;
	TRY(read_people(db, scope, a, &people.rows, &people.n_found));
	scratch = arena_new(8 * 1024 * 1024);
	if (!scratch)
		return ERR_LIMIT;
	e = find(filter, scratch, people.rows, &people.n_found);
	arena_free(scratch);
	TRY(e);
	people.n_pages = ((int64_t)people.n_found + PERSON_PAGE_ROWS - 1) / PERSON_PAGE_ROWS;
	people.n_pages = people.n_pages ? people.n_pages : 1;
	if (people.page > people.n_pages)
		people.page = people.n_pages;
	first = (size_t)(people.page - 1) * PERSON_PAGE_ROWS;
	people.rows += first;
	people.n = people.n_found - first;
	if (people.n > PERSON_PAGE_ROWS)
		people.n = PERSON_PAGE_ROWS;
	*out = people;
	return OK;
}

enum err
person_by_id(struct db *db, const struct scope *scope, struct arena *a, account_id id,
	struct person *out)
{
	struct person *people;
	size_t n, i;

	if (!scope_may(scope, PERM_ADMIN))
		return ERR_FORBIDDEN;
	TRY(read_people(db, scope, a, &people, &n));
	for (i = 0; i < n; i++) {
		if (people[i].id.v == id.v) {
			*out = people[i];
			return OK;
		}
	}
	return ERR_NOT_FOUND;
}
