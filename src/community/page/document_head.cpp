#include "community/page/frame.h"
#include "community/page/look.h"
#include "community/page/theme.h"
#include "core/assets/assets.h"

namespace parvis::community {
namespace {

void write_meta(html::Writer& out, std::string_view name, std::string_view content) {
  if (!content.empty()) out.open("meta", {{"name", name}, {"content", content}});
}

void write_property(html::Writer& out, std::string_view property, std::string_view content) {
  if (!content.empty()) out.open("meta", {{"property", property}, {"content", content}});
}

// What a card shows where somebody shares the address (https://ogp.me).
void write_card(html::Writer& out, const Visit& visit, const PageHead& head, std::string_view description) {
  write_property(out, "og:site_name", visit.identity->name);
  write_property(out, "og:title", head.title.empty() ? visit.identity->name : head.title);
  write_property(out, "og:description", description);
  write_property(out, "og:type", head.title.empty() ? "website" : "article");
  write_property(out, "og:locale", visit.language == text::Language::fr ? "fr_FR" : "en_GB");
  if (!head.canonical.empty()) write_property(out, "og:url", visit.origin + head.canonical);
  write_meta(out, "twitter:card", "summary");
}

void write_links(html::Writer& out, const Visit& visit, const PageHead& head) {
  if (!head.canonical.empty()) out.open("link", {{"rel", "canonical"}, {"href", visit.origin + head.canonical}});
  if (!head.previous.empty()) out.open("link", {{"rel", "prev"}, {"href", head.previous}});
  if (!head.next.empty()) out.open("link", {{"rel", "next"}, {"href", head.next}});
  for (const auto& feed : head.feeds) {
    out.open("link",
             {{"rel", "alternate"}, {"type", "application/atom+xml"}, {"title", feed.title}, {"href", feed.path}});
  }
}

void write_theme(html::Writer& out, const Visit& visit) {
  const auto theme = theme_of(*visit.identity);
  const auto ground = [&](std::optional<std::string> media, Rgb paper) {
    out.open("meta", {{"name", "theme-color"}, {"media", media}, {"content", color_text(paper)}});
  };
  const auto shade = look_of(visit).shade;
  if (shade == Shade::system) {
    ground("(prefers-color-scheme: light)", theme->palettes.light.paper);
    ground("(prefers-color-scheme: dark)", theme->palettes.dark.paper);
  } else {
    ground(std::nullopt, shade == Shade::dark ? theme->palettes.dark.paper : theme->palettes.light.paper);
  }
  out.open("link", {{"rel", "preload"},
                    {"as", "font"},
                    {"type", "font/woff2"},
                    {"crossorigin", true},
                    {"href", assets::address("display.woff2")}});
  out.open("link", {{"rel", "stylesheet"}, {"href", theme->style_path}});
  out.open("link", {{"rel", "icon"}, {"type", "image/svg+xml"}, {"href", theme->icon_path}});
  out.element("script", {{"type", "module"}, {"src", assets::address("square.js")}}, "");
}

}  // namespace

void write_document_head(html::Writer& out, const Visit& visit, const PageHead& head) {
  const auto& name = visit.identity->name;
  const auto& description =
      head.description.empty() ? visit.identity->description.in(visit.language) : head.description;
  out.open("head").literal("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
  out.element("title", head.title.empty() ? name : head.title + " · " + name);
  write_meta(out, "description", description);
  if (head.indexing == Indexing::refused) write_meta(out, "robots", "noindex");
  // For the scripts of a signed-in page, which send it back with what they post. A kept page has none.
  if (visit.viewer.signed_in()) write_meta(out, "form-token", visit.form_token);
  write_theme(out, visit);
  write_links(out, visit, head);
  write_card(out, visit, head, description);
  out.html(head.structured_data).close();
}

}  // namespace parvis::community
