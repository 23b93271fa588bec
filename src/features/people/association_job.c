/* What commands have in common that bring a file into an association. */
#include "core/audit/command.h"
#include "core/auth/session.h"
#include "features/people/people.h"

/* The first that fails says what it was. */
static enum err
begin_in(struct arena *a, const char *code, struct association_job *job)
{
	org_id association;
	enum err e;

	job->why = "vilket samordningsförbund? Ange --association KOD";
	TRY(org_association(job->db, a, code, &association));
	job->why = "minnet räcker inte";
	TRY(scope_for_job(a, association, "import", &job->scope));
	job->why = "databasen är upptagen";
	e = tx_begin(job->db, &job->tx);
	if (e == OK)
		job->why = NULL;
	return e;
}

enum err
association_job_begin(const struct config *config, struct arena *a, const char *code,
	struct association_job *job)
{
	enum err e;

	*job = (struct association_job){ .why = "nycklarna eller databasen kan inte öppnas" };
	TRY(audit_open_db(config, a, DB_WRITE, &job->db));
	e = begin_in(a, code, job);
	if (e != OK)
		audit_close_db(job->db);
	return e;
}

enum err
association_job_end(struct association_job *job, bool is_kept)
{
	enum err e = OK;

	if (is_kept)
		e = tx_commit(job->tx);
	else
		tx_rollback(job->tx);
	audit_close_db(job->db);
	return e;
}
