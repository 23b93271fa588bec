/* What is refused as a password or PIN, and that the reason is given. */
#include "core/auth/internal.h"
#include "tests/harness/harness.h"

static bool
is_taken(const char *password, const char *login)
{
	const char *reason = NULL;
	enum err e = password_acceptable(str_of(password), str_of(login), &reason);

	CHECK(e == OK ? reason == NULL : reason != NULL && strlen(reason) > 10);
	return e == OK;
}

TEST(a_password_needs_twelve_characters_not_bytes)
{
	CHECK(!is_taken("", "maja"));
	CHECK(!is_taken("kyrktuppgaf", "maja"));
	CHECK(is_taken("kyrktuppgafl", "maja"));
	CHECK(!is_taken("åäöüéèåäöüé", "maja"));
	CHECK(!is_taken("\xff\xfe gibberish long", "maja"));
}

TEST(a_password_may_be_long_but_not_without_end)
{
	char text[202];
	size_t i;

	for (i = 0; i < sizeof(text); i++)
		text[i] = (char)('a' + (i * i + i / 7) % 23);
	text[200] = '\0';
	CHECK(is_taken(text, "maja"));
	text[200] = 'q';
	text[201] = '\0';
	CHECK(!is_taken(text, "maja"));
}

TEST(passwords_that_everybody_guesses_are_refused)
{
	static const char *const easy[] = { "lösenord1234", "Losenord2026!", "sommar2026!!",
		"Sommaren2026", "qwertyuiop12", "asdfghjklöä1", "123456789012", "P@ssw0rd2026",
		"passwordpassword", "abcdefghijkl", "zyxwvutsrqpo", "1qaz2wsx3edc",
		"aaaaaaaaaaaa", "abababababab", "hejhejhej123", "Välkommen123", "Kommunen2026",
		"stockholm-2026", "hund katt häst", "!!!!2026!!!!", "LÖSENORDLÖSENORD",
		"södertälje2026" };
	size_t i;

	for (i = 0; i < sizeof(easy) / sizeof(easy[0]); i++)
		ck_assert_msg(!is_taken(easy[i], "maja"), "%s", easy[i]);
}

TEST(the_log_in_name_is_no_password)
{
	CHECK(!is_taken("maja.lindkvist", "maja.lindkvist"));
	CHECK(!is_taken("lindkvist-2026", "maja.lindkvist"));
	CHECK(is_taken("lindkvist-2026", "anna.berg"));
}

TEST(phrases_of_unrelated_words_are_taken)
{
	static const char *const good[] = { "en hel hög tranor", "gurka lampa tidvatten",
		"korv-segel-ugnsvante", "xK4#vvQp91mz", "det regnar på Mallorca" };
	size_t i;

	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		ck_assert_msg(is_taken(good[i], "maja"), "%s", good[i]);
}

TEST(a_pin_is_six_digits_that_do_not_follow_one_another)
{
	const char *reason = NULL;

	CHECK_ERR(OK, pin_acceptable(STR("481625"), &reason));
	CHECK_ERR(OK, pin_acceptable(STR("112358"), &reason));
	CHECK_ERR(ERR_INVALID, pin_acceptable(STR("48162"), &reason));
	CHECK_ERR(ERR_INVALID, pin_acceptable(STR("4816255"), &reason));
	CHECK_ERR(ERR_INVALID, pin_acceptable(STR("48162a"), &reason));
	CHECK_ERR(ERR_INVALID, pin_acceptable(STR("777777"), &reason));
	CHECK_ERR(ERR_INVALID, pin_acceptable(STR("123456"), &reason));
	CHECK_ERR(ERR_INVALID, pin_acceptable(STR("987654"), &reason));
	CHECK_ERR(ERR_INVALID, pin_acceptable(STR("789012"), &reason));
	CHECK(reason != NULL);
}

TEST(made_passwords_and_pins_are_acceptable_and_differ)
{
	struct arena *a = arena_new(65536);
	const char *reason;
	struct str one, two;

	CHECK_ERR(OK, crypto_init());
	one = password_generate(a);
	two = password_generate(a);
	CHECK(one.n == 19 && !str_eq(one, two) && !str_contains(one, STR(" ")));
	CHECK_ERR(OK, password_acceptable(one, STR("maja"), &reason));
	CHECK_ERR(OK, pin_acceptable(pin_generate(a), &reason));
	arena_free(a);
}
