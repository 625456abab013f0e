#include "community/search/search_pages.h"

#include <boost/json.hpp>

#include "community/members/accounts.h"
#include "community/page/thread_rows.h"
#include "community/search/search_views.h"

namespace parvis::community {
namespace {

namespace json = boost::json;

// A search reads more than a page does; people ask once in a while, scripts do not stop.
void keep_pace(const Visit& visit) {
  const limits::Limit limit{"search",
                            static_cast<double>(visit.community.settings().rates.searches_per_address_per_minute),
                            std::chrono::seconds(60)};
  visit.community.accounts().limiter().take_or_refuse(
      limit, limits::address_key(visit.request.remote_address),
      {"That is many searches in a short time. Wait a moment, then search again."});
}

// The words and the fields of the form as one question; a field that cannot be read limits nothing.
SearchQuery query_of(const Visit& visit) {
  const auto& asked = visit.request.query;
  auto query = parse_query(asked.get("q"));
  const auto take = [&](const char* name, std::string& into) {
    if (const auto value = asked.get(name); !value.empty()) into = value.substr(0, kMaxQueryLength);
  };
  take("space", query.space);
  take("tag", query.tag);
  take("author", query.author);
  if (query.author.starts_with('@')) query.author.erase(0, 1);
  if (const auto from = parse_rfc3339(asked.get("from"))) query.after = from;
  if (const auto to = parse_rfc3339(asked.get("to"))) query.before = *to + kDay;
  if (asked.get("solved") == "yes") query.solved = true;
  if (asked.get("solved") == "no") query.solved = false;
  return query;
}

// The same question, for the way to its next page.
std::string address_of(const Visit& visit) {
  std::string path = "/search?";
  for (const auto& [name, value] : visit.request.query.pairs()) {
    if (name == "after" || value.empty()) continue;
    path += http::percent_encode(name) + "=" + http::percent_encode(value) + "&";
  }
  path.pop_back();
  return path;
}

json::array threads_of(const std::vector<ThreadRow>& rows) {
  json::array list;
  for (const auto& row : rows) list.push_back({{"title", row.title}, {"url", thread_path(row.id, row.slug)}});
  return list;
}

}  // namespace

http::Response show_search(Visit& visit) {
  const auto query = query_of(visit);
  SearchResults results;
  if (!query.is_empty()) {
    keep_pace(visit);
    const auto order = visit.request.query.get("order") == "latest" ? SearchOrder::latest : SearchOrder::best;
    results = visit.community.store().read([&](store::Reader& reader) {
      return search(reader, visit.viewer, *visit.spaces, query, order, visit.request.query.get("after"));
    });
  }
  html::Writer main;
  main.open("header", {{"class", "title"}}).element("h1", visit.tr("Search")).close();
  write_search_form(main, visit);
  write_results(main, visit, query, results);
  write_next_page(main, visit, address_of(visit), results.next);
  const PageHead head{
      .title = query.text.empty() ? visit.tr("Search") : visit.tr("Search: {words}", {{"words", query.text}}),
      .indexing = Indexing::refused,
      .current = "search"};
  return keep_for_visitors(visit, render_page(visit, head, main.take()), {"lists"}, std::chrono::seconds{30});
}

http::Response suggest_matches(Visit& visit) {
  const auto found = visit.community.store().read([&](store::Reader& reader) {
    return suggest(reader, visit.viewer, *visit.spaces, visit.request.query.get("q"));
  });
  json::array tags, members;
  for (const auto& tag : found.tags) tags.push_back({{"name", tag.name}, {"url", tag_path(tag.key)}});
  for (const auto& member : found.members) {
    members.push_back({{"name", member.display_name}, {"handle", member.handle}, {"url", member_path(member.handle)}});
  }
  return http::json(json::serialize(json::object{
      {"threads", threads_of(found.threads)}, {"tags", std::move(tags)}, {"members", std::move(members)}}));
}

}  // namespace parvis::community
