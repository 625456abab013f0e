#include "feeds/atom.h"

#include <algorithm>

#include "feeds/xml.h"

namespace parvis::feeds {
namespace {

Instant updated_of(const AtomFeed& feed) {
  auto latest = feed.since;
  for (const auto& entry : feed.entries) latest = std::max(latest, entry.updated);
  return latest;
}

void write_link(XmlWriter& out, const char* relation, const char* type, const std::string& address) {
  out.open("link", {{"rel", relation}, {"type", type}, {"href", address}}).close();
}

void write_author(XmlWriter& out, const std::string& name, const std::string& address) {
  out.open("author").element("name", name);
  if (!address.empty()) out.element("uri", address);
  out.close();
}

void write_entry(XmlWriter& out, const AtomEntry& entry, const std::string& site) {
  out.open("entry", {{"xml:lang", entry.language}});
  out.element("id", entry.id).element("title", entry.title);
  write_link(out, "alternate", "text/html", entry.address);
  out.element("published", to_rfc3339(entry.published)).element("updated", to_rfc3339(entry.updated));
  write_author(out, entry.author_name, entry.author_address);
  for (const auto& category : entry.categories) {
    out.open("category", {{"term", category.term}, {"label", category.label}}).close();
  }
  out.element("content", {{"type", "html"}, {"xml:base", site + "/"}}, entry.html);
  out.close();
}

}  // namespace

std::string atom_text(const AtomFeed& feed) {
  XmlWriter out;
  out.open("feed", {{"xmlns", "http://www.w3.org/2005/Atom"}, {"xml:lang", feed.language}});
  out.element("id", feed.site + feed.path).element("title", feed.title);
  if (!feed.subtitle.empty()) out.element("subtitle", feed.subtitle);
  out.element("updated", to_rfc3339(updated_of(feed)));
  write_link(out, "self", "application/atom+xml", feed.site + feed.path);
  write_link(out, "alternate", "text/html", feed.site + feed.page);
  out.element("generator", "Parvis");
  for (const auto& entry : feed.entries) write_entry(out, entry, feed.site);
  return out.take();
}

}  // namespace parvis::feeds
