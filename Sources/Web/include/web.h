#pragma once
#include <stddef.h>
#include <stdint.h>

// Stylesheets, client modules and icons, as bytes embedded by the compiler.
struct web_asset {
  const char *_Nonnull name;
  const char *_Nonnull content_type;
  const uint8_t *_Nonnull bytes;
  size_t length;
};

size_t web_asset_count(void);
struct web_asset web_asset_at(size_t index);

// The catalogues of words: read by the server, never served.
struct web_words {
  const char *_Nonnull language;
  const uint8_t *_Nonnull bytes;
  size_t length;
};

size_t web_words_count(void);
struct web_words web_words_at(size_t index);
