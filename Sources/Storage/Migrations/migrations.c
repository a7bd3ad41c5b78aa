#include "migrations.h"

static const char m001_foundation[] = {
#embed "m001_foundation.sql"
, 0};

const struct migration migrations[] = {
  {"m001_foundation", m001_foundation},
};

const size_t migration_count = sizeof migrations / sizeof *migrations;
