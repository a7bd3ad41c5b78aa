#include "migrations.h"

static const char m001_foundation[] = {
#embed "m001_foundation.sql"
, 0};

static const char m002_questions[] = {
#embed "m002_questions.sql"
, 0};

static const char m003_programme_edits[] = {
#embed "m003_programme_edits.sql"
, 0};

static const char m004_programme[] = {
#embed "m004_programme.sql"
, 0};

static const char m005_upvotes_in_batches[] = {
#embed "m005_upvotes_in_batches.sql"
, 0};

static const char m006_promises[] = {
#embed "m006_promises.sql"
, 0};

static const char m007_similar[] = {
#embed "m007_similar.sql"
, 0};

static const char m008_channel[] = {
#embed "m008_channel.sql"
, 0};

static const char m009_people[] = {
#embed "m009_people.sql"
, 0};

static const char m010_merging[] = {
#embed "m010_merging.sql"
, 0};

static const char m011_answers[] = {
#embed "m011_answers.sql"
, 0};

static const char m012_board[] = {
#embed "m012_board.sql"
, 0};

static const char m013_stage[] = {
#embed "m013_stage.sql"
, 0};

static const char m014_themes[] = {
#embed "m014_themes.sql"
, 0};

static const char m015_overview[] = {
#embed "m015_overview.sql"
, 0};

static const char m016_stage_makers[] = {
#embed "m016_stage_makers.sql"
, 0};

static const char m017_reads[] = {
#embed "m017_reads.sql"
, 0};

static const char m018_voices[] = {
#embed "m018_voices.sql"
, 0};

static const char m019_imports[] = {
#embed "m019_imports.sql"
, 0};

static const char m020_acts[] = {
#embed "m020_acts.sql"
, 0};

static const struct migration migrations[] = {
  {"m001_foundation", m001_foundation},
  {"m002_questions", m002_questions},
  {"m003_programme_edits", m003_programme_edits},
  {"m004_programme", m004_programme},
  {"m005_upvotes_in_batches", m005_upvotes_in_batches},
  {"m006_promises", m006_promises},
  {"m007_similar", m007_similar},
  {"m008_channel", m008_channel},
  {"m009_people", m009_people},
  {"m010_merging", m010_merging},
  {"m011_answers", m011_answers},
  {"m012_board", m012_board},
  {"m013_stage", m013_stage},
  {"m014_themes", m014_themes},
  {"m015_overview", m015_overview},
  {"m016_stage_makers", m016_stage_makers},
  {"m017_reads", m017_reads},
  {"m018_voices", m018_voices},
  {"m019_imports", m019_imports},
  {"m020_acts", m020_acts},
};

size_t migration_count(void) { return sizeof migrations / sizeof *migrations; }

struct migration migration_at(size_t index) { return migrations[index]; }
