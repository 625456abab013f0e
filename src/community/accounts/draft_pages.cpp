#include "community/accounts/account_views.h"
#include "community/accounts/accounts_pages.h"
#include "community/page/page.h"
#include "community/threads/draft.h"
#include "core/text/markdown.h"

namespace parvis::community {
namespace {

constexpr std::size_t kExcerpt = 200;

// Where one goes on writing it.
std::string path_of(const Visit& visit, const Draft& draft) {
  const auto place = parse_draft_place(draft.place);
  if (!place) return "/threads/new";
  switch (place->kind) {
    case DraftPlace::Kind::thread: return "/threads/" + id_text(place->id) + "/-#reply";
    case DraftPlace::Kind::post: return "/posts/" + id_text(place->id) + "/edit";
    case DraftPlace::Kind::space: break;
  }
  const auto* space = visit.spaces->find(SpaceId{place->id});
  return space && may_read(visit.viewer, *space) ? "/threads/new?space=" + http::percent_encode(space->slug)
                                                 : "/threads/new";
}

std::string what(const Visit& visit, const Draft& draft) {
  const auto place = parse_draft_place(draft.place);
  if (place && place->kind == DraftPlace::Kind::thread) return visit.tr("A reply");
  if (place && place->kind == DraftPlace::Kind::post) return visit.tr("A change to a post");
  return draft.title.empty() ? visit.tr("A thread without a title yet") : draft.title;
}

}  // namespace

http::Response show_drafts(Visit& visit) {
  visit.member();
  const auto drafts =
      visit.community.store().read([&](store::Reader& reader) { return list_drafts(reader, visit.viewer.member); });
  html::Writer out;
  write_account_head(out, visit, AccountTab::drafts);
  out.open("section");
  if (drafts.empty()) {
    write_empty(out, visit.tr("What you begin to write and do not send waits for you here."), visit.tr("Write"),
                "/threads/new");
  } else {
    out.open("ul", {{"class", "list"}});
    for (const auto& draft : drafts) {
      out.open("li")
          .open("h2", {{"class", "small"}})
          .element("a", {{"href", path_of(visit, draft)}}, what(visit, draft));
      out.close().element("p", text::excerpt(draft.body, kExcerpt)).open("p", {{"class", "quiet small"}});
      write_time(out, visit, draft.updated_at);
      out.close().close();
    }
    out.close();
  }
  out.close();
  return account_page(visit, out);
}

}  // namespace parvis::community
