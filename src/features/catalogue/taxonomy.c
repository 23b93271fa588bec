/* Our lists of codes as taxonomies of HSDS. */
#include "features/catalogue/taxonomy.h"

#include "core/json/json.h"

enum { VALUE_BITS = 32 };

static const struct taxonomy taxonomies[TAXONOMIES] = {
	[TAXONOMY_TRACK - 1] = { "track", "Till för", "Vem verksamheten är till för",
		track_choices, TRACK_CHOICES, true },
	[TAXONOMY_ENTRY_ROUTE - 1] = { "entry_route", "Väg in",
		"Hur man kommer i kontakt med verksamheten", entry_route_choices,
		ENTRY_ROUTE_CHOICES, true },
	[TAXONOMY_REQUIRES - 1] = { "requires", "Krav",
		"Vad som krävs för att få hjälp av verksamheten", requirement_choices,
		REQUIREMENT_CHOICES, true },
	[TAXONOMY_SAME_DAY - 1] = { "same_day", "Samma dag", "Om man kan få hjälp samma dag",
		same_day_choices, SAME_DAY_CHOICES, false },
	[TAXONOMY_ANONYMOUS - 1] = { "anonymous", "Anonymt", "Om man kan vara anonym",
		anonymous_choices, ANONYMOUS_CHOICES, false },
	[TAXONOMY_RESPONSE - 1] = { "response", "Svarstid",
		"Hur snart verksamheten lovar att svara", response_choices, RESPONSE_CHOICES,
		false },
	[TAXONOMY_ON_PHONE_BILL - 1] = { "on_phone_bill", "På telefonräkningen",
		"Om samtalet syns på telefonräkningen", on_phone_bill_choices,
		ON_PHONE_BILL_CHOICES, false },
	[TAXONOMY_KIND - 1] = { "kind", "Slags organisation", "Vem som driver organisationen",
		organisation_kind_choices, ORGANISATION_KIND_CHOICES, false },
};

const struct taxonomy *
taxonomy_of(int64_t number)
{
	return number >= 1 && number <= TAXONOMIES ? &taxonomies[number - 1] : NULL;
}

int64_t
taxonomy_term_row(enum taxonomy_number number, const struct choice *choice)
{
	return (int64_t)number << VALUE_BITS | choice->value;
}

enum err
taxonomy_parse_term(int64_t row, enum taxonomy_number *number, const struct choice **choice)
{
	const struct taxonomy *taxonomy = taxonomy_of(row >> VALUE_BITS);
	int64_t value = row & (((int64_t)1 << VALUE_BITS) - 1);

	if (!taxonomy || value == 0)
		return ERR_NOT_FOUND;
	*number = (enum taxonomy_number)(row >> VALUE_BITS);
	*choice = choice_of(taxonomy->choices, taxonomy->n, value);
	return *choice ? OK : ERR_NOT_FOUND;
}

int64_t
taxonomy_term_bit(enum taxonomy_number number, const struct choice *choice)
{
	return taxonomy_of(number)->is_set ? choice->value : (int64_t)1 << (choice->value - 1);
}

static void
put_member(struct buf *out, const char *name, struct str text)
{
	buf_printf(out, ",\"%s\":", name);
	json_put_text(out, text);
}

void
hsds_put_taxonomy(struct buf *out, enum taxonomy_number number)
{
	const struct taxonomy *taxonomy = taxonomy_of(number);

	buf_put(out, STR("{\"id\":\""));
	hsds_put_id(out, HSDS_TAXONOMY, number, 0);
	buf_put_byte(out, '"');
	put_member(out, "name", str_of(taxonomy->name));
	put_member(out, "description", str_of(taxonomy->description));
	buf_put_byte(out, '}');
}

void
hsds_put_term(struct buf *out, enum taxonomy_number number, const struct choice *choice)
{
	const struct taxonomy *taxonomy = taxonomy_of(number);
	struct buf description BUF_CLEANUP = buf_new(256);

	buf_printf(&description, "%s: %s", taxonomy->description, choice->label);
	buf_put(out, STR("{\"id\":\""));
	hsds_put_id(out, HSDS_TERM, taxonomy_term_row(number, choice), 0);
	buf_put_byte(out, '"');
	put_member(out, "code", str_of(choice->code));
	put_member(out, "name", str_of(choice->label));
	put_member(out, "description", buf_str(&description));
	put_member(out, "taxonomy", str_of(taxonomy->code));
	buf_put(out, STR(",\"taxonomy_id\":\""));
	hsds_put_id(out, HSDS_TAXONOMY, number, 0);
	buf_put(out, STR("\",\"language\":\"sv\"}"));
}
