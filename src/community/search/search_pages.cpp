#include "community/search/search_pages.h"

#include <boost/json.hpp>

#include "community/pace/pace.h"
#include "community/page/thread_rows.h"
#include "community/search/search_views.h"
#include "community/search/suggestions.h"

namespace parvis::community {
namespace {

namespace json = boost::json;

json::array threads_of(const Visit& visit, const std::vector<ThreadRow>& rows) {
  json::array list;
  for (const auto& row : rows) {
    const auto* space = visit.spaces->find(row.space);
    list.push_back({{"title", row.title},
                    {"note", space ? space->name.in(visit.language) : ""},
                    {"url", thread_path(row.id, row.slug)}});
  }
  return list;
}

}  // namespace

http::Response show_search(Visit& visit) {
  auto asked = read_search(visit);
  SearchResults results;
  if (!asked.query.is_empty() || !asked.query.unreadable.empty()) {
    // A search reads more than a page does; people ask once in a while, scripts do not stop.
    keep(visit, Pace::searches);
    results = visit.community.store().read([&](store::Reader& reader) {
      return search(reader, visit.viewer, *visit.spaces, asked.query, asked.order, visit.request.query.get("after"));
    });
    refuse_unknown(asked, results.unknown);
  }
  const auto& words = asked.query.text;
  const auto title = words.empty() ? visit.tr("Search") : visit.tr("Search: {words}", {{"words", words}});
  html::Writer main;
  main.open("header", {{"class", "title"}}).element("h1", visit.tr("Search")).close();
  write_search_form(main, visit, asked);
  write_results(main, visit, asked, results);
  write_next_page(main, visit, search_path(visit, std::vector<std::string_view>{}), results.next);
  const PageHead head{.title = title, .indexing = Indexing::refused, .current = "search"};
  return keep_for_visitors(visit, render_page(visit, head, main.take()), {"lists"}, std::chrono::seconds{30});
}

http::Response suggest_matches(Visit& visit) {
  keep(visit, Pace::hints);
  const auto found = visit.community.store().read([&](store::Reader& reader) {
    return suggest(reader, visit.viewer, *visit.spaces, visit.request.query.get("q"));
  });
  json::array tags, members;
  for (const auto& tag : found.tags) tags.push_back({{"name", tag.name}, {"url", tag_path(tag.key)}});
  for (const auto& member : found.members) {
    members.push_back({{"name", member.display_name}, {"handle", member.handle}, {"url", member_path(member.handle)}});
  }
  return http::json(json::serialize(json::object{
      {"threads", threads_of(visit, found.threads)}, {"tags", std::move(tags)}, {"members", std::move(members)}}));
}

}  // namespace parvis::community
