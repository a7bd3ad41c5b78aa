#pragma once
#include <stddef.h>

// The migrations, in the order in which they are applied, as text embedded by the compiler.
struct migration {
  const char *name;
  const char *sql;
};

extern const struct migration migrations[];
extern const size_t migration_count;
