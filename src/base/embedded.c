/* Files carried inside the program. */
#include "base/embedded.h"

const struct embedded_file *
embedded_find(const struct embedded_set *set, struct str path)
{
	size_t low = 0, high = set->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int c = str_cmp(path, str_of(set->files[middle].path));

		if (c == 0)
			return &set->files[middle];
		if (c < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

struct str
embedded_str(const struct embedded_file *file)
{
	return (struct str){ (const char *)file->bytes, file->n };
}
