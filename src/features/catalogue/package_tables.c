/* What HSDS 3.0 calls the files of a tabular data package and their columns, as far as we have them. */
#include "features/catalogue/package.h"

#include "core/json/json.h"

#define ID                                     \
	{                                      \
		"id", PACKAGE_UUID, true, NULL \
	}
#define TEXT(name)                              \
	{                                       \
		name, PACKAGE_TEXT, false, NULL \
	}
#define NEEDED(name)                           \
	{                                      \
		name, PACKAGE_TEXT, true, NULL \
	}
#define URI(name)                              \
	{                                      \
		name, PACKAGE_URI, false, NULL \
	}
#define NUMBER(name)                              \
	{                                         \
		name, PACKAGE_NUMBER, false, NULL \
	}
#define OF(name, table)                          \
	{                                        \
		name, PACKAGE_UUID, false, table \
	}

const struct package_table package_tables[PACKAGE_TABLES] = {
	[PACKAGE_ORGANISATION] = { "organization", "organizations.csv", "organization", NULL,
		true,
		{ ID, NEEDED("name"), TEXT("alternate_name"), NEEDED("description"),
			URI("website") } },
	[PACKAGE_SERVICE] = { "service", "services.csv", NULL, NULL, true,
		{ ID, OF("organization_id", "organization"), NEEDED("name"),
			TEXT("description"), URI("url"), NEEDED("status"), TEXT("wait_time"),
			TEXT("fees_description"), TEXT("eligibility_description"),
			NUMBER("minimum_age"), NUMBER("maximum_age"), TEXT("assured_date"),
			TEXT("last_modified") } },
	[PACKAGE_PHONE] = { "phone", "phones.csv", "phones", "service_id", true,
		{ ID, OF("service_id", "service"), NEEDED("number"), TEXT("type"),
			TEXT("description") } },
	[PACKAGE_SCHEDULE] = { "schedule", "schedules.csv", "schedules", "service_id", true,
		{ ID, OF("service_id", "service"), TEXT("until"), TEXT("freq"), TEXT("byday"),
			TEXT("bymonthday"), TEXT("description"), TEXT("opens_at"),
			TEXT("closes_at"), TEXT("notes") } },
	[PACKAGE_AREA] = { "service_area", "service_areas.csv", "service_areas", "service_id",
		true,
		{ ID, OF("service_id", "service"), TEXT("extent"), TEXT("extent_type") } },
	[PACKAGE_LANGUAGE] = { "language", "languages.csv", "languages", "service_id", true,
		{ ID, OF("service_id", "service"), TEXT("name") } },
	[PACKAGE_COST] = { "cost_option", "cost_options.csv", "cost_options", "service_id",
		true,
		{ ID, OF("service_id", "service"), TEXT("option"), TEXT("currency"),
			NUMBER("amount"), TEXT("amount_description") } },
	[PACKAGE_DOCUMENT] = { "required_document", "required_documents.csv",
		"required_documents", "service_id", true,
		{ ID, OF("service_id", "service"), TEXT("document") } },
	[PACKAGE_ATTRIBUTE] = { "attribute", "attributes.csv", "attributes", "link_id", true,
		{ ID, OF("link_id", NULL), OF("taxonomy_term_id", "taxonomy_term"),
			TEXT("link_type"), TEXT("link_entity"), TEXT("value") } },
	[PACKAGE_LOCATION] = { "location", "locations.csv", "location", NULL, false,
		{ ID, NEEDED("location_type"), URI("url"),
			OF("organization_id", "organization"), TEXT("name") } },
	[PACKAGE_AT_LOCATION] = { "service_at_location", "service_at_location.csv", NULL, NULL,
		false, { ID, OF("service_id", "service"), OF("location_id", "location") } },
	[PACKAGE_TAXONOMY] = { "taxonomy", "taxonomies.csv", NULL, NULL, false,
		{ ID, NEEDED("name"), NEEDED("description") } },
	[PACKAGE_TERM] = { "taxonomy_term", "taxonomy_terms.csv", NULL, NULL, false,
		{ ID, TEXT("code"), NEEDED("name"), NEEDED("description"), TEXT("taxonomy"),
			TEXT("language"), OF("taxonomy_id", "taxonomy") } },
};

static void
put_field(struct buf *out, const struct package_field *field)
{
	buf_printf(out, "{\"name\":\"%s\",\"type\":\"%s\"", field->name,
		field->kind == PACKAGE_NUMBER ? "number" : "string");
	if (field->kind == PACKAGE_UUID)
		buf_put_cstr(out, ",\"format\":\"uuid\"");
	if (field->kind == PACKAGE_URI)
		buf_put_cstr(out, ",\"format\":\"uri\"");
	if (field->is_required)
		buf_printf(out, ",\"constraints\":{\"required\":true,\"unique\":%s}",
			strcmp(field->name, "id") == 0 ? "true" : "false");
	buf_put_byte(out, '}');
}

static void
put_keys(struct buf *out, const struct package_table *table)
{
	const char *before = ",\"foreignKeys\":[";
	const struct package_field *field;

	buf_put_cstr(out, "],\"primaryKey\":\"id\"");
	for (field = table->fields; field->name; field++) {
		if (!field->refers_to)
			continue;
		buf_printf(out,
			"%s{\"fields\":\"%s\",\"reference\":{\"resource\":\"%s\","
			"\"fields\":\"id\"}}",
			before, field->name, field->refers_to);
		before = ",";
	}
	if (before[1] == '\0')
		buf_put_byte(out, ']');
}

static void
put_table(struct buf *out, const struct package_table *table)
{
	const struct package_field *field;

	buf_printf(out,
		"{\"profile\":\"tabular-data-resource\",\"name\":\"%s\",\"path\":\"%s\","
		"\"format\":\"csv\",\"mediatype\":\"text/csv\",\"encoding\":\"utf-8\","
		"\"schema\":{\"fields\":[",
		table->name, table->path);
	for (field = table->fields; field->name; field++) {
		if (field != table->fields)
			buf_put_byte(out, ',');
		put_field(out, field);
	}
	put_keys(out, table);
	buf_put_cstr(out, "}}");
}

void
package_put_descriptor(struct buf *out)
{
	size_t i;

	buf_put_cstr(out,
		"{\"profile\":\"tabular-data-package\",\"name\":\"lotsa-catalogue\",\"title\":");
	json_put_text(out, STR("Stödkatalogen, det som är offentligt"));
	buf_put_cstr(out, ",\"description\":");
	json_put_text(out,
		STR("HSDS 3.0. En apostrof står framför text som ett kalkylprogram annars tar "
		    "för en formel."));
	buf_put_cstr(out, ",\"resources\":[\n");
	for (i = 0; i < PACKAGE_TABLES; i++) {
		put_table(out, &package_tables[i]);
		buf_put_cstr(out, i + 1 < PACKAGE_TABLES ? ",\n" : "\n");
	}
	buf_put_cstr(out, "]}\n");
}
