// libpq, the C client of PostgreSQL.
#include <libpq-fe.h>
