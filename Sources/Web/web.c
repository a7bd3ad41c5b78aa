#include "web.h"

// The tokens of the look lead all stylesheets, so that a page asks for one file.
static const uint8_t phone_css[] = {
#embed "css/tokens.css"
  ,
#embed "css/phone.css"
  ,
#embed "css/targets.css"
};
static const uint8_t board_css[] = {
#embed "css/tokens.css"
  ,
#embed "css/phone.css"
  ,
#embed "css/board.css"
  ,
#embed "css/targets.css"
};
static const uint8_t stage_css[] = {
#embed "css/tokens.css"
  ,
#embed "css/stage.css"
};
static const uint8_t monitor_css[] = {
#embed "css/tokens.css"
  ,
#embed "css/monitor.css"
};
static const uint8_t announcements_js[] = {
#embed "modules/announcements.js"
};
static const uint8_t ask_js[] = {
#embed "modules/ask.js"
};
static const uint8_t attendance_js[] = {
#embed "modules/attendance.js"
};
static const uint8_t attendee_js[] = {
#embed "modules/attendee.js"
};
static const uint8_t banner_js[] = {
#embed "modules/banner.js"
};
static const uint8_t clicker_js[] = {
#embed "modules/clicker.js"
};
static const uint8_t counts_js[] = {
#embed "modules/counts.js"
};
static const uint8_t feedback_js[] = {
#embed "modules/feedback.js"
};
static const uint8_t find_js[] = {
#embed "modules/find.js"
};
static const uint8_t list_js[] = {
#embed "modules/list.js"
};
static const uint8_t since_js[] = {
#embed "modules/answered-since.js"
};
static const uint8_t steady_js[] = {
#embed "modules/scroll-anchor.js"
};
static const uint8_t live_js[] = {
#embed "modules/live.js"
};
static const uint8_t patience_js[] = {
#embed "modules/timing.js"
};
static const uint8_t exclusive_js[] = {
#embed "modules/exclusive.js"
};
static const uint8_t forget_js[] = {
#embed "modules/forget.js"
};
static const uint8_t from_js[] = {
#embed "modules/from.js"
};
static const uint8_t forms_js[] = {
#embed "modules/forms.js"
};
static const uint8_t joining_js[] = {
#embed "modules/joining.js"
};
static const uint8_t kept_js[] = {
#embed "modules/unsent.js"
};
static const uint8_t offline_js[] = {
#embed "modules/offline.js"
};
static const uint8_t outbox_js[] = {
#embed "modules/outbox.js"
};
static const uint8_t shelf_js[] = {
#embed "modules/browser-store.js"
};
static const uint8_t sw_js[] = {
#embed "modules/sw.js"
};
static const uint8_t more_js[] = {
#embed "modules/more.js"
};
static const uint8_t monitor_js[] = {
#embed "modules/monitor.js"
};
static const uint8_t overview_js[] = {
#embed "modules/overview.js"
};
static const uint8_t page_js[] = {
#embed "modules/page.js"
};
static const uint8_t screen_js[] = {
#embed "modules/screen.js"
};
static const uint8_t similar_js[] = {
#embed "modules/similar.js"
};
static const uint8_t stream_js[] = {
#embed "modules/stream.js"
};
static const uint8_t theme_js[] = {
#embed "modules/theme.js"
};
static const uint8_t time_left_js[] = {
#embed "modules/time-left.js"
};
static const uint8_t upvote_js[] = {
#embed "modules/upvote.js"
};
static const uint8_t clock_js[] = {
#embed "modules/clock.js"
};
static const uint8_t fit_js[] = {
#embed "modules/fit.js"
};
static const uint8_t moment_js[] = {
#embed "modules/threshold-animation.js"
};
static const uint8_t projector_js[] = {
#embed "modules/projector.js"
};
static const uint8_t wall_js[] = {
#embed "modules/wall.js"
};
static const uint8_t onward_js[] = {
#embed "modules/next-session.js"
};
static const uint8_t storage_js[] = {
#embed "modules/storage.js"
};
static const uint8_t answers_js[] = {
#embed "modules/answers.js"
};
static const uint8_t connection_js[] = {
#embed "modules/connection.js"
};
static const uint8_t keys_js[] = {
#embed "modules/keys.js"
};
static const uint8_t source_js[] = {
#embed "modules/source.js"
};
static const uint8_t tabs_js[] = {
#embed "modules/tabs.js"
};
static const uint8_t unkept_js[] = {
#embed "modules/unkept.js"
};
static const uint8_t head_js[] = {
#embed "modules/head.js"
};
static const uint8_t words_js[] = {
#embed "modules/words.js"
};
static const uint8_t icon_svg[] = {
#embed "icons/icon.svg"
};
static const uint8_t maskable_svg[] = {
#embed "icons/maskable.svg"
};
static const uint8_t icon_180_png[] = {
#embed "icons/icon-180.png"
};
static const uint8_t icon_192_png[] = {
#embed "icons/icon-192.png"
};
static const uint8_t icon_512_png[] = {
#embed "icons/icon-512.png"
};
static const uint8_t maskable_512_png[] = {
#embed "icons/maskable-512.png"
};
// What the pages say, one catalogue a language.
static const uint8_t words_fr[] = {
#embed "words/fr.json"
};
static const uint8_t words_en[] = {
#embed "words/en.json"
};

#define CSS "text/css; charset=utf-8"
#define JS "text/javascript; charset=utf-8"
#define SVG "image/svg+xml"
#define PNG "image/png"

static const struct web_asset assets[] = {
  {"phone.css", CSS, phone_css, sizeof phone_css},
  {"board.css", CSS, board_css, sizeof board_css},
  {"stage.css", CSS, stage_css, sizeof stage_css},
  {"monitor.css", CSS, monitor_css, sizeof monitor_css},
  {"announcements.js", JS, announcements_js, sizeof announcements_js},
  {"ask.js", JS, ask_js, sizeof ask_js},
  {"attendance.js", JS, attendance_js, sizeof attendance_js},
  {"attendee.js", JS, attendee_js, sizeof attendee_js},
  {"banner.js", JS, banner_js, sizeof banner_js},
  {"clicker.js", JS, clicker_js, sizeof clicker_js},
  {"counts.js", JS, counts_js, sizeof counts_js},
  {"feedback.js", JS, feedback_js, sizeof feedback_js},
  {"find.js", JS, find_js, sizeof find_js},
  {"list.js", JS, list_js, sizeof list_js},
  {"answered-since.js", JS, since_js, sizeof since_js},
  {"scroll-anchor.js", JS, steady_js, sizeof steady_js},
  {"live.js", JS, live_js, sizeof live_js},
  {"timing.js", JS, patience_js, sizeof patience_js},
  {"exclusive.js", JS, exclusive_js, sizeof exclusive_js},
  {"forget.js", JS, forget_js, sizeof forget_js},
  {"from.js", JS, from_js, sizeof from_js},
  {"forms.js", JS, forms_js, sizeof forms_js},
  {"joining.js", JS, joining_js, sizeof joining_js},
  {"unsent.js", JS, kept_js, sizeof kept_js},
  {"offline.js", JS, offline_js, sizeof offline_js},
  {"outbox.js", JS, outbox_js, sizeof outbox_js},
  {"browser-store.js", JS, shelf_js, sizeof shelf_js},
  {"sw.js", JS, sw_js, sizeof sw_js},
  {"more.js", JS, more_js, sizeof more_js},
  {"monitor.js", JS, monitor_js, sizeof monitor_js},
  {"overview.js", JS, overview_js, sizeof overview_js},
  {"page.js", JS, page_js, sizeof page_js},
  {"screen.js", JS, screen_js, sizeof screen_js},
  {"similar.js", JS, similar_js, sizeof similar_js},
  {"stream.js", JS, stream_js, sizeof stream_js},
  {"theme.js", JS, theme_js, sizeof theme_js},
  {"time-left.js", JS, time_left_js, sizeof time_left_js},
  {"upvote.js", JS, upvote_js, sizeof upvote_js},
  {"clock.js", JS, clock_js, sizeof clock_js},
  {"fit.js", JS, fit_js, sizeof fit_js},
  {"threshold-animation.js", JS, moment_js, sizeof moment_js},
  {"projector.js", JS, projector_js, sizeof projector_js},
  {"wall.js", JS, wall_js, sizeof wall_js},
  {"next-session.js", JS, onward_js, sizeof onward_js},
  {"storage.js", JS, storage_js, sizeof storage_js},
  {"answers.js", JS, answers_js, sizeof answers_js},
  {"connection.js", JS, connection_js, sizeof connection_js},
  {"keys.js", JS, keys_js, sizeof keys_js},
  {"source.js", JS, source_js, sizeof source_js},
  {"tabs.js", JS, tabs_js, sizeof tabs_js},
  {"unkept.js", JS, unkept_js, sizeof unkept_js},
  {"head.js", JS, head_js, sizeof head_js},
  {"words.js", JS, words_js, sizeof words_js},
  {"icon.svg", SVG, icon_svg, sizeof icon_svg},
  {"maskable.svg", SVG, maskable_svg, sizeof maskable_svg},
  {"icon-180.png", PNG, icon_180_png, sizeof icon_180_png},
  {"icon-192.png", PNG, icon_192_png, sizeof icon_192_png},
  {"icon-512.png", PNG, icon_512_png, sizeof icon_512_png},
  {"maskable-512.png", PNG, maskable_512_png, sizeof maskable_512_png},
};

size_t web_asset_count(void) { return sizeof assets / sizeof *assets; }

struct web_asset web_asset_at(size_t index) { return assets[index]; }

static const struct web_words words[] = {
  {"fr", words_fr, sizeof words_fr},
  {"en", words_en, sizeof words_en},
};

size_t web_words_count(void) { return sizeof words / sizeof *words; }

struct web_words web_words_at(size_t index) { return words[index]; }
