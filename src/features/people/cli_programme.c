/* `lotsa user`: the list of programmes, and which interventions are part of them. */
#include "features/people/cli.h"

int
user_find_programme(struct call *call, programme_id *id)
{
	struct programme_row row;

	*id = (programme_id){ 0 };
	if (str_eq(call->option[OPT_PROGRAMME], STR("-")))
		return DONE;
	if (programme_by_code(tx_db(call->tx), call->arena, call->option[OPT_PROGRAMME],
		&row) != OK)
		return user_fail_about("det finns inget program med koden",
			call->option[OPT_PROGRAMME]);
	*id = row.id;
	return DONE;
}

int
user_add_programme(struct call *call)
{
	const struct scope *scope;
	programme_id id;

	if (user_find_scope(call, OPT_COUNT, &scope) != DONE)
		return FAILED;
	return user_ended(programme_create(call->tx, scope, call->words[0],
		call->option[OPT_NAME], &id), "koden eller namnet är upptaget.",
		"koden ska ha 2–40 tecken (a–z, 0–9, -) och namnet 2–200 tecken.");
}

int
user_rename_programme(struct call *call)
{
	const struct scope *scope;
	struct programme_row row;

	if (user_find_scope(call, OPT_COUNT, &scope) != DONE)
		return FAILED;
	if (programme_by_code(tx_db(call->tx), call->arena, call->words[0], &row) != OK)
		return user_fail_about("det finns inget program med koden", call->words[0]);
	return user_ended(programme_rename(call->tx, scope, row.id, call->option[OPT_NAME]),
		"namnet är upptaget.", "namnet ska ha 2–200 tecken.");
}

int
user_programmes(struct call *call)
{
	struct programme_row *rows;
	size_t n, i;

	if (programme_list(tx_db(call->tx), call->arena, &rows, &n) != OK)
		return user_fail("det gick inte att läsa.");
	for (i = 0; i < n; i++)
		buf_printf(&call->out, "%.*s\t%.*s\t%lld\n", STR_ARG(rows[i].code),
			STR_ARG(rows[i].name), (long long)rows[i].n);
	return DONE;
}

int
user_set_programme(struct call *call)
{
	const struct scope *scope;
	intervention_id id;
	programme_id programme;

	if (user_find_scope(call, OPT_PARTY, &scope) != DONE ||
			user_find_programme(call, &programme) != DONE)
		return FAILED;
	if (intervention_by_name(tx_db(call->tx), scope, call->arena, call->words[0], &id) !=
			OK)
		return user_fail_about("huvudmannen har ingen insats som heter",
			call->words[0]);
	return user_ended(intervention_set_programme(call->tx, scope, id, programme),
		"insatsen är redan i det programmet.", "det finns inget sådant program.");
}
