#pragma once
#include <stddef.h>

// The schema as text, embedded by the compiler.
struct schema_file {
  const char *_Nonnull name;
  const char *_Nonnull sql;
};

// Tables: applied once, in this order, never edited once they have landed.
size_t schema_table_count(void);
struct schema_file schema_table_at(size_t index);

// Functions, views and triggers: made anew, in this order, whenever one of the files or the tables changed.
size_t schema_code_count(void);
struct schema_file schema_code_at(size_t index);
