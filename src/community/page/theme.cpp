#include "community/page/theme.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <map>
#include <mutex>

#include "core/assets/assets.h"
#include "core/crypto/crypto.h"
#include "core/errors.h"
#include "core/html/html.h"

namespace parvis::community {
namespace {

constexpr std::size_t kHashDigits = 16;

std::string hash_of(std::string_view content) { return crypto::sha256_hex(content).substr(0, kHashDigits); }

void append_color(std::string& css, std::string_view name, Rgb color) {
  css.append("--").append(name).append(1, ':').append(color_text(color)).append(1, ';');
}

std::string tokens_of(const Palette& palette) {
  std::string css;
  append_color(css, "paper", palette.paper);
  append_color(css, "raised", palette.raised);
  append_color(css, "sunk", palette.sunk);
  append_color(css, "ink", palette.ink);
  append_color(css, "muted", palette.muted);
  append_color(css, "line", palette.line);
  append_color(css, "edge", palette.edge);
  append_color(css, "brand", palette.brand);
  append_color(css, "brand-ink", palette.brand_ink);
  append_color(css, "brand-wash", palette.brand_wash);
  append_color(css, "good", palette.good);
  append_color(css, "good-wash", palette.good_wash);
  append_color(css, "warn", palette.warn);
  append_color(css, "warn-wash", palette.warn_wash);
  append_color(css, "bad", palette.bad);
  append_color(css, "bad-wash", palette.bad_wash);
  return css;
}

// Faces keep their hue at night and lose their glare.
constexpr std::string_view kDayFaces = "--face-ground:.88;--face-chroma:.065;--face-ink:.33;";
constexpr std::string_view kNightFaces = "--face-ground:.42;--face-chroma:.06;--face-ink:.94;";

// Until the display face has come, a face that is on the machine stands for it in the same room, so that nothing moves
// when it does: measured on Arial Bold, and on what replaces it elsewhere.
constexpr std::string_view kStandIn =
    "@font-face{font-family:\"Display Stand-in\";src:local(\"Arial Bold\"),local(\"Arial-BoldMT\"),"
    "local(\"Liberation Sans Bold\"),local(\"LiberationSans-Bold\"),local(\"Roboto Bold\"),local(\"Roboto-Bold\");"
    "font-weight:700;size-adjust:100.3%;ascent-override:93%;descent-override:27%;line-gap-override:0%}";

std::string style_of(const Palettes& palettes) {
  const std::string day = tokens_of(palettes.light).append(kDayFaces);
  const std::string night = tokens_of(palettes.dark).append(kNightFaces);
  std::string css = "@font-face{font-family:Display;src:url(";
  css.append(assets::address("display.woff2"));
  css.append(") format(\"woff2\");font-weight:700;font-display:swap}");
  css.append(kStandIn);
  css.append(":root{color-scheme:light dark;").append(day).append("}");
  css.append("@media(prefers-color-scheme:dark){:root:not([data-theme=light]){").append(night).append("}}");
  css.append(":root[data-theme=light]{color-scheme:light}");
  css.append(":root[data-theme=dark]{color-scheme:dark;").append(night).append("}");
  const auto* shared = assets::find("web/square.css");
  if (!shared) throw Fault("the style sheet is not embedded");
  return css.append(shared->content());
}

std::string icon_of(std::string_view name, const Palette& palette) {
  std::string letter;
  html::append_escaped(letter, initial_of(name));
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\"><rect width=\"32\" height=\"32\" rx=\"9\" "
         "fill=\"" +
         color_text(palette.brand) +
         "\"/><text x=\"16\" y=\"22.5\" text-anchor=\"middle\" font-family=\"system-ui,sans-serif\" "
         "font-weight=\"700\" font-size=\"19\" fill=\"" +
         color_text(palette.brand_ink) + "\">" + letter + "</text></svg>";
}

}  // namespace

std::string initial_of(std::string_view name) {
  const auto length = static_cast<std::int32_t>(name.size());
  for (std::int32_t at = 0; at < length;) {
    UChar32 letter = 0;
    U8_NEXT(name.data(), at, length, letter);
    if (letter < 0 || !u_isalnum(letter)) continue;
    std::string initial(U8_MAX_LENGTH, '\0');
    std::int32_t written = 0;
    U8_APPEND_UNSAFE(initial.data(), written, u_toupper(letter));
    initial.resize(static_cast<std::size_t>(written));
    return initial;
  }
  return "·";
}

Theme make_theme(std::string_view name, std::string_view brand_color) {
  const auto color = parse_color(brand_color);
  Theme theme;
  theme.palettes = make_palettes(color ? *color : *parse_color(Identity{}.brand_color));
  theme.style = style_of(theme.palettes);
  theme.style_path = "/theme/" + hash_of(theme.style) + ".css";
  theme.icon = icon_of(name, theme.palettes.light);
  theme.icon_path = "/theme/" + hash_of(theme.icon) + ".svg";
  return theme;
}

std::shared_ptr<const Theme> theme_of(const Identity& identity) {
  static std::mutex mutex;
  static std::map<std::pair<std::string, std::string>, std::shared_ptr<const Theme>> made;
  constexpr std::size_t kAtMost = 64;  // brands being tried out, one after the other
  const std::pair key{initial_of(identity.name), identity.brand_color};
  const std::lock_guard lock(mutex);
  if (const auto found = made.find(key); found != made.end()) return found->second;
  if (made.size() >= kAtMost) made.clear();
  return made[key] = std::make_shared<const Theme>(make_theme(identity.name, identity.brand_color));
}

http::Response show_theme(Visit& visit) {
  const auto theme = theme_of(*visit.identity);
  const auto answer = [](const std::string& body, std::string content_type) {
    return http::bytes(body, std::move(content_type))
        .header("Cache-Control", "public, max-age=31536000, immutable")
        .kept({"theme"}, std::chrono::hours{24});
  };
  if (visit.request.path == theme->style_path) return answer(theme->style, "text/css; charset=utf-8");
  if (visit.request.path == theme->icon_path) return answer(theme->icon, "image/svg+xml");
  throw NotFound();
}

}  // namespace parvis::community
