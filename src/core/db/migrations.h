/* The migrations as the program carries them: db/migrations/NNNN_*.sql in order. */
#ifndef CORE_DB_MIGRATIONS_H
#define CORE_DB_MIGRATIONS_H

struct migration {
	int number;		/* from 1, without gaps */
	const char *name;	/* "0001_people.sql" */
	const char *sql;
};

extern const struct migration migrations[];
extern const int migrations_n;

#endif
