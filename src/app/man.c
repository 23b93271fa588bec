/* roff out of the two tables. */
#include "app/man.h"

/* Text in the middle of a line: what roff would take for its own is escaped. */
static void
put_text(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '-')
			buf_put(out, STR("\\-"));
		else if (*text == '\\')
			buf_put(out, STR("\\e"));
		else
			buf_put_byte(out, *text);
	}
}

/* A text of its own line: a dot or an apostrophe in front would make it a request. */
static void
put_line(struct buf *out, const char *text)
{
	buf_put(out, STR("\\&"));
	put_text(out, text);
	buf_put_byte(out, '\n');
}

static void
put_command(struct buf *out, const struct command *command)
{
	buf_put(out, STR(".TP\n\\fBlotsa "));
	put_text(out, command->name);
	buf_put(out, STR("\\fR "));
	put_text(out, strcmp(command->usage, "...") == 0 ? "--help" : command->usage);
	buf_put_byte(out, '\n');
	put_line(out, command->help);
}

static void
put_setting(struct buf *out, const struct setting_text *setting)
{
	buf_put(out, STR(".TP\n\\fB\\-\\-"));
	put_text(out, setting->name);
	buf_put(out, STR("\\fR "));
	put_text(out, setting->value_name);
	buf_put(out, STR(", \\fB"));
	put_text(out, setting->variable);
	buf_put(out, STR("\\fR\n"));
	put_line(out, setting->help);
}

void
man_put(struct buf *out, const struct command *commands, size_t n, const char *version)
{
	struct setting_text setting;
	size_t i;

	buf_printf(out, ".TH LOTSA 1 \"\" \"Lotsa %s\" \"Lotsa\"\n", version);
	buf_put(out, STR(".SH NAMN\nlotsa \\- fråga, vägled, följ upp\n"
		".SH ÖVERSIKT\n\\fBlotsa\\fR KOMMANDO [ARGUMENT] [INSTÄLLNINGAR]\n"
		".SH KOMMANDON\n"));
	for (i = 0; i < n; i++)
		put_command(out, &commands[i]);
	buf_put(out, STR(".SH INSTÄLLNINGAR\nGäller alla kommandon. En flagga går före miljön, "
		"och miljön före filen.\n"));
	for (i = 0; config_setting(i, &setting); i++)
		put_setting(out, &setting);
	setting = (struct setting_text){ "config", "LOTSA_CONFIG", "FIL",
		"fil med rader NAMN = VÄRDE" };
	put_setting(out, &setting);
	buf_put(out, STR(".SH SLUTSTATUS\n0 när det är gjort, 1 när det inte gick, "
		"2 när kommandot är fel skrivet.\n"));
}
