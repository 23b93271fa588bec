/* Texts, topics and what the staff page remembers. */
#include "features/guidance/state.h"
#include "features/guidance/topics.h"

#include "core/time/clock.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

TEST(every_topic_has_a_text_in_every_language)
{
	size_t i;
	int lang;

	for (i = 0; i < GUIDANCE_TOPICS; i++) {
		for (lang = 0; lang < LANG_COUNT; lang++) {
			struct guidance_text text =
				guidance_text_shipped(&guidance_topics[i], (enum lang)lang);

			CHECK(text.title.n > 0 && text.source.n > 0 && text.body.n > 0);
			CHECK(!str_contains(text.body, STR("!")));
			CHECK(str_contains(text.source,
				lang == LANG_SV ? STR("utkast") : STR("draft")));
		}
	}
}

TEST(a_text_without_its_front_lines_is_refused)
{
	struct guidance_text text;

	CHECK_ERR(OK, guidance_text_parse(STR("title: A\nsource: B\n\nC\n"), &text));
	CHECK(str_eq(text.title, STR("A")) && str_eq(text.source, STR("B")));
	CHECK(str_eq(text.body, STR("C")));
	CHECK_ERR(ERR_INVALID, guidance_text_parse(STR("title: A\n\nC\n"), &text));
	CHECK_ERR(ERR_INVALID, guidance_text_parse(STR("title:\nsource: B\n\nC\n"), &text));
	CHECK_ERR(ERR_INVALID, guidance_text_parse(STR("title: A\nsource: B\nC\n"), &text));
	CHECK_ERR(ERR_INVALID, guidance_text_parse(STR("title: A\nsource: B\n\n"), &text));
	CHECK_ERR(ERR_INVALID, guidance_text_parse(STR("title: A\nsource: B"), &text));
	CHECK_ERR(ERR_INVALID, guidance_text_parse(STR_NULL, &text));
}

TEST(a_body_is_paragraphs_and_lists_and_nothing_else)
{
	struct arena *a = arena_new(1 << 16);
	struct guidance_block *blocks;
	size_t n;

	CHECK_ERR(OK,
		guidance_blocks(a, STR("One\ntwo\n\n- a\n- b\n  more\n\n<b>x</b>\n- c\n"),
			&blocks, &n));
	CHECK(n == 4);
	CHECK(!blocks[0].is_list && str_eq(blocks[0].items[0], STR("One two")));
	CHECK(blocks[1].is_list && blocks[1].n == 2);
	CHECK(str_eq(blocks[1].items[1], STR("b more")));
	CHECK(!blocks[2].is_list && str_eq(blocks[2].items[0], STR("<b>x</b>")));
	CHECK(blocks[3].is_list && blocks[3].n == 1);
	CHECK_ERR(OK, guidance_blocks(a, STR_NULL, &blocks, &n));
	CHECK(n == 0);
	arena_free(a);
}

TEST(a_body_of_too_many_lines_is_refused)
{
	struct arena *a = arena_new(1 << 20);
	struct buf text = buf_new(1 << 20);
	struct guidance_block *blocks;
	size_t n;
	int i;

	for (i = 0; i <= GUIDANCE_BLOCKS_MAX; i++)
		buf_put_cstr(&text, "- a\n");
	CHECK_ERR(ERR_LIMIT, guidance_blocks(a, buf_str(&text), &blocks, &n));
	buf_free(&text);
	arena_free(a);
}

TEST(topics_follow_the_states_and_the_card_is_for_everyone)
{
	const struct guidance_topic *card = guidance_topic_of(STR("card"));
	const struct guidance_topic *home = guidance_topic_of(STR("home-today"));
	const struct guidance_topic *none = guidance_topic_of(STR("none"));
	unsigned bits;

	for (bits = 0; bits < 32; bits++) {
		CHECK(guidance_topic_is_shown(card, bits));
		CHECK(guidance_topic_is_shown(home, bits) == ((bits & GUIDANCE_ONGOING) != 0));
		CHECK(guidance_topic_is_shown(none, bits) == (bits == 0));
	}
	CHECK(!guidance_topic_of(STR("nonsense")));
}

TEST(letters_of_tabs_go_to_bits_and_back)
{
	struct arena *a = arena_new(1 << 16);
	unsigned bits;

	for (bits = 0; bits < 32; bits++)
		CHECK(guidance_bits_of(guidance_letters(a, bits)) == bits);
	CHECK(guidance_bits_of(STR("zzz")) == 0);
	arena_free(a);
}

static struct vault_key
a_key(void)
{
	return (struct vault_key){ .bytes = { 1, 2, 3 }, .is_set = true };
}

TEST(what_is_remembered_stays_closed_until_the_pin_and_is_gone_after_half_an_hour)
{
	struct world w WORLD_CLEANUP = world_new();
	struct guidance_state state = { GUIDANCE_ONGOING | GUIDANCE_WITNESSED, 1, 2 };
	struct guidance_drawer d;

	CHECK_ERR(OK, guidance_remember(a_key(), &state));
	d = guidance_look(a_key(), w.arena);
	CHECK(!d.is_open && d.has_state && d.state.bits == state.bits);
	CHECK_ERR(OK, guidance_open(a_key(), w.arena));
	d = guidance_look(a_key(), w.arena);
	CHECK(d.is_open && d.has_state && d.state.sex == 1 && d.state.age_band == 2);
	clock_fix(1795348800 + 31 * 60);
	d = guidance_look(a_key(), w.arena);
	CHECK(!d.is_open && !d.has_state && d.state.bits == 0);
}

TEST(leaving_forgets_the_state_but_not_what_another_room_keeps)
{
	struct world w WORLD_CLEANUP = world_new();
	struct guidance_state state = { GUIDANCE_ONGOING, 1, 2 };

	CHECK_ERR(OK, guidance_remember(a_key(), &state));
	guidance_leave(a_key(), w.arena, "/samtal/personal");
	guidance_leave(a_key(), w.arena, "/lotsningar/ny");
	CHECK(guidance_look(a_key(), w.arena).has_state);
	guidance_leave(a_key(), w.arena, "/hem");
	CHECK(!guidance_look(a_key(), w.arena).has_state);
	CHECK_ERR(OK, vault_put(a_key(), STR("something else")));
	guidance_leave(a_key(), w.arena, "/hem");
	CHECK(guidance_look(a_key(), w.arena).is_others);
}

TEST(a_fresh_state_shuts_the_page_again)
{
	struct world w WORLD_CLEANUP = world_new();
	struct guidance_state state = { GUIDANCE_EARLIER, 2, 3 };

	CHECK_ERR(OK, guidance_open(a_key(), w.arena));
	CHECK(guidance_look(a_key(), w.arena).is_open);
	CHECK_ERR(OK, guidance_remember(a_key(), &state));
	CHECK(!guidance_look(a_key(), w.arena).is_open);
}
