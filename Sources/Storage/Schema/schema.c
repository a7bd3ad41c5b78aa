#include "schema.h"

static const char v001_server[] = {
#embed "Tables/v001_server.sql"
, 0};

static const char v002_programme[] = {
#embed "Tables/v002_programme.sql"
, 0};

static const char v003_access[] = {
#embed "Tables/v003_access.sql"
, 0};

static const char v004_attendees[] = {
#embed "Tables/v004_attendees.sql"
, 0};

static const char v005_questions[] = {
#embed "Tables/v005_questions.sql"
, 0};

static const char v006_upvotes[] = {
#embed "Tables/v006_upvotes.sql"
, 0};

static const char v007_promises[] = {
#embed "Tables/v007_promises.sql"
, 0};

static const char v008_search[] = {
#embed "Tables/v008_search.sql"
, 0};

static const char v009_channel[] = {
#embed "Tables/v009_channel.sql"
, 0};

static const char v010_ledger[] = {
#embed "Tables/v010_ledger.sql"
, 0};

static const char time[] = {
#embed "Code/time.sql"
, 0};

static const char rules[] = {
#embed "Code/rules.sql"
, 0};

static const char programme[] = {
#embed "Code/programme.sql"
, 0};

static const char access[] = {
#embed "Code/access.sql"
, 0};

static const char attendees[] = {
#embed "Code/attendees.sql"
, 0};

static const char ledger[] = {
#embed "Code/ledger.sql"
, 0};

static const char promises[] = {
#embed "Code/promises.sql"
, 0};

static const char questions[] = {
#embed "Code/questions.sql"
, 0};

static const char upvotes[] = {
#embed "Code/upvotes.sql"
, 0};

static const char search[] = {
#embed "Code/search.sql"
, 0};

static const char similar[] = {
#embed "Code/similar.sql"
, 0};

static const char channel[] = {
#embed "Code/channel.sql"
, 0};

static const struct schema_file tables[] = {
  {"v001_server", v001_server},
  {"v002_programme", v002_programme},
  {"v003_access", v003_access},
  {"v004_attendees", v004_attendees},
  {"v005_questions", v005_questions},
  {"v006_upvotes", v006_upvotes},
  {"v007_promises", v007_promises},
  {"v008_search", v008_search},
  {"v009_channel", v009_channel},
  {"v010_ledger", v010_ledger},
};

static const struct schema_file code[] = {
  {"time", time},
  {"rules", rules},
  {"programme", programme},
  {"access", access},
  {"attendees", attendees},
  {"ledger", ledger},
  {"promises", promises},
  {"questions", questions},
  {"upvotes", upvotes},
  {"search", search},
  {"similar", similar},
  {"channel", channel},
};

size_t schema_table_count(void) { return sizeof tables / sizeof *tables; }

struct schema_file schema_table_at(size_t index) { return tables[index]; }

size_t schema_code_count(void) { return sizeof code / sizeof *code; }

struct schema_file schema_code_at(size_t index) { return code[index]; }
