#include "privacy/named_views.h"

#include <algorithm>

#include "community/search/search.h"

namespace parvis::privacy {

using namespace community;

namespace {

// As a phrase, so that a name of two words is not found where they stand apart.
std::string as_phrase(std::string name) {
  std::ranges::replace(name, '"', ' ');
  return "\"" + name + "\"";
}

// The best place of each conversation, by others, the handle's first.
std::vector<SearchResult> found_of(const Visit& visit) {
  std::vector<SearchResult> found;
  visit.community.store().read([&](store::Reader& reader) {
    for (const auto& name : {visit.viewer.handle, visit.viewer.display_name}) {
      auto results = search(reader, visit.viewer, *visit.spaces, parse_query(as_phrase(name)));
      if (!results.corrections.empty()) continue;  // somebody of nearly that name
      for (auto& one : results.items) {
        const bool is_there = std::ranges::any_of(found, [&](const auto& other) { return other.post == one.post; });
        if (one.author.id != visit.viewer.member && one.missing.empty() && !is_there) found.push_back(std::move(one));
      }
    }
  });
  return found;
}

}  // namespace

void write_named_by_others(html::Writer& out, const Visit& visit) {
  out.element("p", {{"class", "quiet"}},
              visit.tr("What others wrote in words of their own stays theirs. Where one of them calls you by your name "
                       "without an @, nobody can tell that it is you, and it stays there."));
  const auto found = found_of(visit);
  if (found.empty()) return;
  out.open("section", {{"class", "narrow"}, {"id", "named"}}).element("h3", visit.tr("Where others name you"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("As far as the search finds it. If something should not stay, ask for a look at it before you "
                       "leave."));
  out.open("ul", {{"class", "list"}});
  for (const auto& one : found) {
    const auto address = "/posts/" + id_text(one.post);
    out.open("li", {{"class", "row"}}).open("div").open("p", {{"class", "name"}});
    out.element("a", {{"href", address}}, one.thread.title).close();
    out.element("p", {{"class", "quiet small"}}, one.passage.text).close();
    out.element("a", {{"class", "link push"}, {"href", address + "/flag"}}, visit.tr("Ask for a look")).close();
  }
  out.close().close();
}

}  // namespace parvis::privacy
