#include "community/accounts/account_views.h"
#include "community/accounts/accounts_pages.h"
#include "community/page/page.h"
#include "community/threads/draft.h"
#include "community/threads/thread_lists.h"
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
  return space && may_read(visit.viewer, *space) ? space_path(space->slug) + "/threads/new" : "/threads/new";
}

// Of the thread it answers, when that may still be read.
std::string answered_title(store::Reader& reader, const Visit& visit, const Draft& draft) {
  const auto place = parse_draft_place(draft.place);
  if (!place || place->kind != DraftPlace::Kind::thread) return {};
  const auto rows = thread_rows(reader, visit.viewer, *visit.spaces, {ThreadId{place->id}});
  return rows.empty() ? "" : rows.front().title;
}

std::string what(const Visit& visit, const Draft& draft, const std::string& answered) {
  const auto place = parse_draft_place(draft.place);
  if (place && place->kind == DraftPlace::Kind::thread) {
    return answered.empty() ? visit.tr("A reply") : visit.tr("A reply in “{thread}”", {{"thread", answered}});
  }
  if (place && place->kind == DraftPlace::Kind::post) return visit.tr("A change to a post");
  return draft.title.empty() ? visit.tr("A thread without a title yet") : draft.title;
}

// An empty draft is none.
void write_discarding(html::Writer& out, const Visit& visit, const Draft& draft) {
  out.open("form", {{"method", "post"}, {"action", "/drafts"}});
  write_form_token(out, visit);
  out.open("input", {{"type", "hidden"}, {"name", "place"}, {"value", draft.place}});
  out.open("input", {{"type", "hidden"}, {"name", "return_to"}, {"value", "/account/drafts"}});
  out.element("button", {{"class", "plain"}}, visit.tr("Discard")).close();
}

}  // namespace

http::Response show_drafts(Visit& visit) {
  visit.member();
  std::vector<std::string> answered;
  const auto drafts = visit.community.store().read([&](store::Reader& reader) {
    auto list = list_drafts(reader, visit.viewer.member);
    for (const auto& draft : list) answered.push_back(answered_title(reader, visit, draft));
    return list;
  });
  html::Writer out;
  write_account_head(out, visit, AccountTab::drafts);
  out.open("section");
  if (drafts.empty()) {
    write_empty(out, visit.tr("What you begin to write and do not send waits for you here."), visit.tr("Write"),
                "/threads/new");
  } else {
    out.open("ul", {{"class", "list"}});
    for (std::size_t i = 0; i < drafts.size(); ++i) {
      const auto& draft = drafts[i];
      out.open("li")
          .open("h2", {{"class", "small"}})
          .element("a", {{"href", path_of(visit, draft)}}, what(visit, draft, answered[i]));
      out.close().element("p", text::excerpt(draft.body, kExcerpt)).open("p", {{"class", "quiet small"}});
      write_time(out, visit, draft.updated_at);
      out.close();
      write_discarding(out, visit, draft);
      out.close();
    }
    out.close();
  }
  out.close();
  return account_page(visit, out);
}

}  // namespace parvis::community
