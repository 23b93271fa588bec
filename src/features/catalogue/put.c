/* Pieces of pages: unknown is said, numbers are marked, freshness stands beside the fact. */
#include "features/catalogue/catalogue.html.h"
#include "features/catalogue/templates.h"

void
catalogue_put_bits(struct html *h, unsigned bits, const struct choice *choices, size_t n)
{
	bool is_first = true;
	size_t i;

	for (i = 0; i < n; i++) {
		if (!(bits & (unsigned)choices[i].value))
			continue;
		if (!is_first)
			html_put_cstr(h, ", ");
		html_put_tr(h, choices[i].label);
		is_first = false;
	}
	if (is_first)
		html_catalogue_unknown(h);
}

void
catalogue_put_choice(struct html *h, int64_t value, const struct choice *choices, size_t n)
{
	const struct choice *choice = choice_of(choices, n, value);

	if (choice)
		html_put_tr(h, choice->label);
	else
		html_catalogue_unknown(h);
}

void
catalogue_put_known(struct html *h, struct str text)
{
	if (str_is_empty(text))
		html_catalogue_unknown(h);
	else
		html_put_str(h, text);
}

void
catalogue_put_list(struct html *h, struct str list)
{
	struct str part;
	bool is_first = true;

	if (str_is_empty(list)) {
		html_catalogue_unknown(h);
		return;
	}
	while (str_split(&list, ';', &part)) {
		if (!is_first)
			html_put_cstr(h, ", ");
		html_put_str(h, str_trim(part));
		is_first = false;
	}
}

void
catalogue_put_ages(struct html *h, int from, int to)
{
	if (from == 0 && to == 0)
		html_catalogue_unknown(h);
	else
		html_catalogue_ages(h, from, to);
}

void
catalogue_put_number(struct html *h, struct str phone)
{
	if (str_is_empty(phone))
		html_catalogue_unknown(h);
	else
		html_catalogue_number(h, phone);
}

void
catalogue_put_phone(struct html *h, struct str phone, enum on_phone_bill on_phone_bill)
{
	if (str_is_empty(phone))
		html_catalogue_unknown(h);
	else
		html_catalogue_phone(h, phone, on_phone_bill);
}

void
catalogue_put_freshness(
	struct html *h, struct date verified_on, bool is_acute, struct date today)
{
	if (!date_is_set(verified_on)) {
		html_catalogue_not_verified(h);
		return;
	}
	html_catalogue_verified(h, verified_on);
	if (catalogue_is_stale(verified_on, is_acute, today))
		html_catalogue_stale(h);
}
