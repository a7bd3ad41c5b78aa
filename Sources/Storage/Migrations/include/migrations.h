#pragma once
#include <stddef.h>

// The migrations, in the order in which they are applied, as text embedded by the compiler.
struct migration {
  const char *_Nonnull name;
  const char *_Nonnull sql;
};

size_t migration_count(void);
struct migration migration_at(size_t index);
