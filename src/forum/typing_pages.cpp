// What the browser asks while one types: keep this draft, show how it will look, which tags begin so, what was read.
// All but the tags answer forms without script too.
#include <boost/json.hpp>
#include <charconv>

#include "community/pace/pace.h"
#include "community/threads/draft.h"
#include "community/threads/read_mark.h"
#include "community/threads/tag.h"
#include "community/threads/visit_act.h"
#include "forum/asked.h"
#include "forum/composer_views.h"
#include "forum/thread_content.h"
#include "forum/writing_pages.h"

namespace parvis::forum {

using namespace community;

namespace {

bool wants_json(const Visit& visit) {
  return visit.request.header("accept").find("application/json") != std::string_view::npos;
}

DraftPlace place_asked(const Visit& visit) {
  const auto place = parse_draft_place(visit.request.form.get("place"));
  if (!place) throw BadRequest({"We could not make sense of this form."}, "no such place for a draft");
  return *place;
}

// A draft belongs to something its writer may read; forged places keep nothing.
void require_readable(store::Reader& reader, const Visit& visit, DraftPlace place) {
  switch (place.kind) {
    case DraftPlace::Kind::space:
      if (place.id != 0) visit.readable_space(SpaceId{place.id});
      break;
    case DraftPlace::Kind::thread: find_thread(reader, visit.viewer, *visit.spaces, ThreadId{place.id}); break;
    case DraftPlace::Kind::post: find_post(reader, visit.viewer, *visit.spaces, PostId{place.id}); break;
  }
}

http::Response tell_draft(const Visit& visit, const Mistakes& mistakes) {
  boost::json::object answer{{"kept", mistakes.empty()}};
  if (!mistakes.empty()) answer["problem"] = text::tr(visit.language, mistakes.front().sentence);
  return http::json(boost::json::serialize(answer), mistakes.empty() ? 200 : 422);
}

}  // namespace

http::Response save_draft(Visit& visit) {
  const auto& form = visit.request.form;
  const auto place = place_asked(visit);
  keep(visit, Pace::typing);
  const Draft draft{.title = std::string(form.get("title")),
                    .body = std::string(form.get("body")),
                    .tags = std::string(form.get("tags"))};
  const auto mistakes = visit.community.store().write([&](store::Transaction& transaction) {
    require_readable(transaction, visit, place);
    return keep_draft(transaction, visit.member().member, place, draft, now());
  });
  if (wants_json(visit)) return tell_draft(visit, mistakes);
  if (!mistakes.empty()) throw BadRequest(mistakes.front().sentence);
  return http::see_other(return_place(visit, "/account/drafts"));
}

http::Response show_preview(Visit& visit) {
  keep(visit, Pace::typing);
  const auto body = visit.request.form.get("body");
  const auto text = visit.community.store().read(
      [&](store::Reader& reader) { return compose_post(reader, body, visit.language, visit.origin); });
  html::Writer out;
  if (text) {
    write_preview(out, visit, text->html);
  } else if (body.empty()) {
    write_preview(out, visit, "");
  } else {
    out.element("p", {{"class", "field-error"}, {"id", "preview"}},
                text::tr(visit.language, text.mistakes().front().sentence));
  }
  auto answer = render_page(visit, {.title = visit.tr("Preview"), .indexing = Indexing::refused}, out.take());
  answer.header("Cache-Control", "no-store");
  return answer;
}

http::Response complete_tags(Visit& visit) {
  keep(visit, Pace::hints);
  const auto typed = visit.request.query.get("q").substr(0, kMaxTagLength * 4);
  const auto tags = visit.community.store().read(
      [&](store::Reader& reader) { return complete_tag(reader, visit.viewer, *visit.spaces, typed); });
  boost::json::array items;
  for (const auto& tag : tags) items.push_back({{"name", tag.name}, {"threads", tag.threads}});
  return http::json(boost::json::serialize(boost::json::object{{"items", items}}))
      .header("Cache-Control", "private, max-age=30");
}

http::Response change_read_mark(Visit& visit) {
  const auto thread = visit.community.store().read(
      [&](store::Reader& reader) { return find_thread(reader, visit.viewer, *visit.spaces, thread_asked(visit)); });
  const auto typed = visit.request.form.get("number");
  std::int64_t number = -1;
  std::from_chars(typed.data(), typed.data() + typed.size(), number);
  if (number < 0) throw BadRequest({"We could not make sense of this form."}, "no number of a post");
  keep(visit, Pace::marks);
  const auto backwards = visit.request.form.has("unread") ? Backwards::allowed : Backwards::never;
  visit.community.store().write([&](store::Transaction& transaction) {
    mark_read(transaction, visit.member().member, thread.id, number, now(), backwards);
  });
  if (wants_json(visit)) return http::no_content();
  return http::see_other(return_place(visit, thread_path(thread.id, thread.slug)));
}

}  // namespace parvis::forum
