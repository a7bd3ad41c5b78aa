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
