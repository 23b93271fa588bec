/* The closed set of ways in which a function can fail. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

/*
 * The attribute sits on the type, so every function that returns `enum err` is must-use without
 * saying so, and an ignored error does not compile under -Werror.
 */
enum [[nodiscard]] err {
	OK = 0,
	ERR_NOT_FOUND,	/* no such thing, or it belongs to another place: the two look alike */
	ERR_FORBIDDEN,	/* the role does not allow it */
	ERR_INVALID,	/* the input breaks a rule; the caller says which one */
	ERR_CONFLICT,	/* somebody else was first */
	ERR_BUSY,	/* try again soon */
	ERR_LIMIT,	/* a cap was reached */
	ERR_IO,		/* a file, the network or the operating system failed */
	ERR_DB,		/* the database failed */
	ERR_COUNT
};

/* Short English name of an error, for tests: "not_found". */
const char *err_name(enum err e);
/* Swedish, for the command line: what is wrong, and what to do where that is known. */
const char *err_words(enum err e);

/* Return the error to the caller; only where nothing needs undoing. */
#define TRY(call)                            \
	do {                                 \
		enum err try_e_ = (call);    \
		if (try_e_ != OK)            \
			return try_e_;       \
	} while (0)

/* For programming errors, in every build; never for input. */
#define assert_always(claim)                                              \
	do {                                                              \
		if (!(claim))                                             \
			err_abort(__FILE__, __LINE__, #claim);            \
	} while (0)

_Noreturn void err_abort(const char *file, int line, const char *claim);

#endif
