#include "migrations.h"

static const char m001_foundation[] = {
#embed "m001_foundation.sql"
, 0};

static const struct migration migrations[] = {
  {"m001_foundation", m001_foundation},
};

size_t migration_count(void) { return sizeof migrations / sizeof *migrations; }

struct migration migration_at(size_t index) { return migrations[index]; }
