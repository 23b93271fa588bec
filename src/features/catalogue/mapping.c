/* Reading a mapping: lines of text, one column, constant or value in each. */
#include "features/catalogue/mapping.h"

#include <string.h>

enum err
mapping_refuse(struct csv_fault *fault, struct str file, int64_t row, struct str column,
	const char *reason)
{
	*fault = (struct csv_fault){
		.file = file, .row = row, .column = column, .reason = reason
	};
	return ERR_INVALID;
}

const struct mapping_column *
mapping_column(const struct mapping *m, struct str name)
{
	size_t i;

	for (i = 0; i < m->n_columns; i++)
		if (str_eq(m->columns[i].name, name))
			return &m->columns[i];
	return NULL;
}

/* "service.name" and what follows it. */
static struct str
take_name(struct str *line)
{
	struct str name;
	size_t n = 0;

	while (n < line->n && line->p[n] != ' ' && line->p[n] != '\t' && line->p[n] != ':')
		n++;
	name = str_sub(*line, 0, n);
	*line = str_trim(str_sub(*line, n, line->n));
	return name;
}

static const char *
read_separator(struct mapping *m, struct str word)
{
	if (str_eq(word, STR("tab")))
		m->separator = '\t';
	else if (str_eq(word, STR(";")) || str_eq(word, STR(",")))
		m->separator = word.p[0];
	else
		return N_("Skiljetecknet är ett komma, ett semikolon eller ordet tab.");
	return NULL;
}

static const char *
read_value(struct mapping *m, struct arena *a, struct str name, struct str rest)
{
	const char *arrow = memmem(rest.p, rest.n, "->", 2);
	struct mapping_value value = { .name = name };
	size_t at, i;

	if (!arrow)
		return N_("Skriv ett värde så här: service.tracks: Våldsutsatta -> exposed");
	at = (size_t)(arrow - rest.p);
	value.theirs = str_trim(str_sub(rest, 0, at));
	value.ours = str_trim(str_sub(rest, at + 2, rest.n));
	value.folded = str_fold(a, value.theirs);
	for (i = 0; i < m->n_values; i++)
		if (str_eq(m->values[i].name, name) &&
			str_eq(m->values[i].folded, value.folded))
			return N_("Samma värde står på en tidigare rad.");
	if (m->n_values == MAPPING_VALUES_MAX)
		return N_("För många värden.");
	m->values[m->n_values++] = value;
	return NULL;
}

static const char *
read_column(struct mapping *m, const struct mapping_column *column)
{
	if (str_is_empty(column->from) && !column->is_constant)
		return N_("Skriv namnet på en kolumn efter pilen.");
	if (mapping_column(m, column->name))
		return N_("Kolumnen står på en tidigare rad.");
	if (m->n_columns == MAPPING_COLUMNS_MAX)
		return N_("För många kolumner.");
	m->columns[m->n_columns++] = *column;
	return NULL;
}

static const char *
read_line(struct mapping *m, struct arena *a, struct str line, int64_t number)
{
	struct mapping_column column = { .name = take_name(&line), .line = number };

	if (str_eq(column.name, STR("separator")))
		return read_separator(m, line);
	if (!str_starts(column.name, STR("organisation.")) &&
		!str_starts(column.name, STR("service.")))
		return N_(
			"En rad börjar med organisation. eller service. och namnet på kolumnen.");
	if (str_starts(line, STR(":")))
		return read_value(m, a, column.name, str_sub(line, 1, line.n));
	column.is_constant = str_starts(line, STR("="));
	if (!column.is_constant && !str_starts(line, STR("<-")))
		return N_("Efter kolumnens namn kommer <-, = eller kolon.");
	column.from = str_trim(str_sub(line, column.is_constant ? 1 : 2, line.n));
	return read_column(m, &column);
}

/* Values are for columns that come from theirs, or they would change nothing unseen. */
static const char *
check_values(const struct mapping *m)
{
	size_t i;

	for (i = 0; i < m->n_values; i++) {
		const struct mapping_column *column = mapping_column(m, m->values[i].name);

		if (!column || column->is_constant)
			return N_("Ett värde hör till en kolumn som hämtas ur filen med <-.");
	}
	return NULL;
}

enum err
mapping_read(struct str text, struct arena *a, struct mapping *out, struct csv_fault *fault)
{
	struct mapping m = { .file = out->file,
		.separator = ',',
		.columns = ARENA_ARRAY(a, struct mapping_column, MAPPING_COLUMNS_MAX),
		.values = ARENA_ARRAY(a, struct mapping_value, MAPPING_VALUES_MAX) };
	struct str line;
	int64_t number = 0;
	const char *reason;

	if (!m.columns || !m.values)
		return ERR_LIMIT;
	if (text.n > MAPPING_BYTES_MAX || !str_is_utf8(text))
		return mapping_refuse(fault, m.file, 0, STR_NULL,
			N_("Filen ska vara text i UTF-8 och högst 256 KiB."));
	while (str_split(&text, '\n', &line)) {
		number++;
		line = str_trim(line);
		if (str_is_empty(line) || line.p[0] == '#')
			continue;
		reason = read_line(&m, a, line, number);
		if (reason)
			return mapping_refuse(fault, m.file, number, STR_NULL, reason);
	}
	reason = check_values(&m);
	if (reason)
		return mapping_refuse(fault, m.file, 0, STR_NULL, reason);
	*out = m;
	return OK;
}
