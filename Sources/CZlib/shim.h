// zlib: gzip, once per change.
#include <zlib.h>

// deflateInit2 is a macro, which Swift cannot import.
static inline int tribune_gzip_init(z_streamp stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16 /* gzip, not zlib */, 8, Z_DEFAULT_STRATEGY);
}
