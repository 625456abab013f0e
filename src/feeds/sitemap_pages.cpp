// The sitemap (https://www.sitemaps.org/protocol.html), in files of 5,000 threads by identifier, each named after the
// last thread of the file before it: finding where a file begins is one step into an index.
#include "community/page/page.h"
#include "community/threads/thread_lists.h"
#include "feeds/feed_pages.h"
#include "feeds/sitemap_files.h"
#include "feeds/xml.h"

namespace parvis::feeds {

using namespace community;

namespace {

const Viewer kVisitor{};

constexpr std::chrono::seconds kIndexKept{3600};

constexpr store::Sql kNumbered{R"(
  select id from (select thread.id as id, row_number() over (order by thread.id) as place
                  from thread where thread.deleted_at is null)"};
constexpr store::Sql kEndOfFiles{") as numbered where place % $1 = 0 order by id"};

constexpr char kNamespace[] = "http://www.sitemaps.org/schemas/sitemap/0.9";

void write_address(XmlWriter& out, const std::string& address, std::optional<Instant> changed = {}) {
  out.open("url").element("loc", address);
  if (changed) out.element("lastmod", to_rfc3339(*changed));
  out.close();
}

http::Response xml(std::string text) { return http::bytes(std::move(text), "application/xml; charset=utf-8"); }

// "7041.xml" → 7041
std::optional<std::int64_t> file_asked(std::string_view name) {
  if (!name.ends_with(".xml")) return std::nullopt;
  name.remove_suffix(4);
  return name == "0" ? 0 : parse_id(name);
}

}  // namespace

http::Response show_sitemap_index(Visit& visit) {
  const auto sql = kNumbered + only_readable(kVisitor, *visit.spaces, store::Sql("thread.space")) + kEndOfFiles;
  static SitemapFiles files;
  const auto ends = files.ends(visit.community.secret(), [&] {
    return visit.community.store().read(
        [&](store::Reader& reader) { return reader.all<std::int64_t>(sql, std::int64_t{kSitemapEntries}); });
  });
  XmlWriter out;
  out.open("sitemapindex", {{"xmlns", kNamespace}});
  out.open("sitemap").element("loc", visit.origin + "/sitemap/0.xml").close();
  for (const auto end : ends) {
    out.open("sitemap").element("loc", visit.origin + "/sitemap/" + id_text(end) + ".xml").close();
  }
  return keep_for_visitors(visit, xml(out.take()), {}, kIndexKept);
}

http::Response show_sitemap(Visit& visit) {
  const auto after = file_asked(visit.request.parameter("file"));
  if (!after) throw NotFound();
  const auto threads = visit.community.store().read([&](store::Reader& reader) {
    return thread_addresses(reader, kVisitor, *visit.spaces, ThreadId{*after}, kSitemapEntries);
  });
  XmlWriter out;
  out.open("urlset", {{"xmlns", kNamespace}});
  if (*after == 0) {
    write_address(out, visit.origin + "/");
    for (const auto* space : readable_spaces(kVisitor, *visit.spaces)) {
      write_address(out, visit.origin + space_path(space->slug));
    }
  }
  for (const auto& thread : threads) {
    write_address(out, visit.origin + thread_path(thread.id, thread.slug), thread.last_activity_at);
  }
  return keep_for_visitors(visit, xml(out.take()), {"lists"});
}

}  // namespace parvis::feeds
