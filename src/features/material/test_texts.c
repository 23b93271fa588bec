/* Words of a file: all there, none too long, and a review with a name and a day. */
#include "tests/harness/harness.h"

#include "features/material/test_paper.h"

static enum err
parse(struct world *w, struct str file, struct str *fault)
{
	struct material_texts texts;

	*fault = STR_NULL;
	return material_texts_parse(file, w->arena, &texts, fault);
}

/* The shipped Swedish file with one thing said otherwise. */
static void
refuses(struct world *w, const char *was, const char *is, const char *why)
{
	struct str file = paper_replace(w, content_text(w, "material/sv.json"), was, is);
	struct str fault;

	CHECK_ERR(ERR_INVALID, parse(w, file, &fault));
	ck_assert_msg(str_contains(fault, str_of(why)), "%.*s", STR_ARG(fault));
}

TEST(a_file_of_words_is_refused_with_what_to_do)
{
	struct world w WORLD_CLEANUP = world_new();
	struct str fault;

	CHECK_ERR(OK, parse(&w, content_text(&w, "material/sv.json"), &fault));
	CHECK_ERR(ERR_INVALID, parse(&w, STR("{\n  \"code\" \"sv\"\n}"), &fault));
	CHECK(str_contains(fault, STR("rad 2")));
	refuses(&w, "\"code\": \"sv\"", "\"code\": \"SV!\"", "code och lang");
	refuses(&w, "\"direction\": \"ltr\"", "\"direction\": \"down\"", "direction");
	refuses(&w, "\"status\": \"draft\"", "\"status\": \"done\"", "status");
	refuses(&w, "\"reviewed_by\": \"\"", "\"reviewed_by\": \"någon\"", "status");
	refuses(&w, "\"lead\"", "\"led\"", "lead");
	refuses(&w, "\"title\": \"Bra nummer att ha\"", "\"title\": \" \"", "title");
	refuses(&w, "\"title\": \"Bra nummer att ha\"", "\"title\": \"Våld och hot\"",
		"omslaget");
	refuses(&w, "\"sheet_title\": \"Lathund\"", "\"sheet_title\": \"خشونت\"",
		"omslaget");
	refuses(&w, "\"texts\": {", "\"hours\": { \"days\": \"mån;tis\" }, \"texts\": {",
		"hours ska ha days");
	refuses(&w, "\"texts\": {", "\"texts\": { \"more_of_it\": \"x\",", "texter");
}
