/* What the teams that somebody may ask for do: with cards, or counting only. */
#include "features/screening/asking.h"

#include "features/screening/screening.html.h"

static struct url
for_team(struct arena *a, const char *path, team_id team)
{
	return url_with(a, url_path(path), "team", id_text(a, team.v));
}

enum err
asking_teams_of(struct arena *a, const struct sql_screening_teams *rows, size_t n,
	struct asking_teams *out)
{
	struct counting_team *counting = ARENA_ARRAY(a, struct counting_team, n + 1);
	size_t i;

	if (!counting)
		return ERR_LIMIT;
	*out = (struct asking_teams){ .counting = counting };
	for (i = 0; i < n; i++) {
		bool is_open = !month_is_set(rows[i].closed_month);

		out->has_cards |= rows[i].uses_cards;
		out->may_begin |= rows[i].uses_cards && is_open;
		out->may_count |= !rows[i].uses_cards;
		if (!rows[i].uses_cards && is_open)
			counting[out->n_counting++] = (struct counting_team){
				.team = rows[i].team_id,
				.name = rows[i].team_name,
				.talk = for_team(a, "/samtal/nytt", rows[i].team_id),
				.paper = for_team(a, "/samtal/papper", rows[i].team_id),
			};
	}
	return OK;
}

enum err
asking_teams_read(struct db *db, const struct scope *scope, struct arena *a,
	struct asking_teams *out)
{
	struct sql_screening_teams *rows;
	size_t n;

	TRY(sql_screening_teams(db, scope, a, scope_team(scope), &rows, &n));
	return asking_teams_of(a, rows, n, out);
}

void
asking_teams_put(struct html *h, const struct asking_teams *teams)
{
	html_counting_teams(h, teams);
	if (!teams->has_cards && teams->n_counting == 0)
		html_nobody_to_ask(h, false);
}
