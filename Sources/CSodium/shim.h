// libsodium: random bytes, keyed hashes, constant-time comparison.
#include <sodium.h>
