#include <charconv>

#include "community/pace/pace.h"
#include "community/threads/read_mark.h"
#include "forum/forum_pages.h"
#include "forum/list_views.h"

namespace parvis::forum {

using namespace community;

namespace {

// A list over the whole square.
struct SquareList {
  std::string_view path;
  ThreadOrder order = ThreadOrder::latest;
  ThreadFilter filter = ThreadFilter::all;
};
constexpr SquareList kLatest{"/latest"}, kNewest{"/newest", ThreadOrder::newest},
    kAppreciated{"/appreciated", ThreadOrder::appreciated}, kUnanswered{"/unanswered", ThreadOrder::unanswered},
    kFollowed{"/followed", ThreadOrder::latest, ThreadFilter::followed},
    kUnread{"/unread", ThreadOrder::latest, ThreadFilter::unread};

std::string title_of(const Visit& visit, const SquareList& list) {
  switch (list.filter) {
    case ThreadFilter::followed: return visit.tr("What you follow");
    case ThreadFilter::unread: return visit.tr("What you have not read");
    case ThreadFilter::all: break;
  }
  switch (list.order) {
    case ThreadOrder::latest: return visit.tr("What is being said");
    case ThreadOrder::newest: return visit.tr("Just opened");
    case ThreadOrder::appreciated: return visit.tr("What people thanked most");
    case ThreadOrder::unanswered: return visit.tr("Waiting for an answer");
  }
  return {};
}

std::vector<Tab> tabs_of(const Visit& visit, const SquareList& current) {
  std::vector<Tab> tabs;
  for (const auto* list : {&kLatest, &kNewest, &kAppreciated, &kUnanswered}) {
    tabs.push_back({std::string(list->path), order_words(visit, list->order), list->path == current.path});
  }
  if (visit.viewer.signed_in()) {
    tabs.push_back({"/unread", visit.tr("Unread"), current.path == kUnread.path});
    tabs.push_back({"/followed", visit.tr("Followed"), current.path == kFollowed.path});
  }
  return tabs;
}

void write_nothing(html::Writer& out, const Visit& visit, const SquareList& list) {
  if (list.filter == ThreadFilter::followed) {
    return write_empty(out,
                       visit.tr("You follow nothing yet. Open a conversation you like and choose Follow: what is "
                                "new in it will show here."),
                       visit.tr("See what is being said"), "/latest");
  }
  if (list.filter == ThreadFilter::unread) {
    return write_empty(out, visit.tr("You have read everything. Somebody may be waiting for your answer, though."),
                       visit.tr("Waiting for an answer"), "/unanswered");
  }
  if (list.order == ThreadOrder::unanswered) {
    return write_empty(out, visit.tr("Every question has been answered."), visit.tr("See what is being said"),
                       "/latest");
  }
  if (!visit.viewer.signed_in())
    return write_empty(out, visit.tr("Nobody has written here yet. Join, and be the first."), visit.tr("Join"),
                       "/join");
  write_empty(out, visit.tr("Nobody has written here yet. Be the first: say who you are, or ask something."),
              visit.tr("Write"), "/threads/new");
}

// Carries when the list was read: what is written between that and the button is not marked unseen.
void write_reading_all(html::Writer& out, const Visit& visit) {
  out.open("form", {{"method", "post"}, {"action", "/unread/read"}});
  write_form_token(out, visit);
  out.open("input", {{"type", "hidden"}, {"name", "until"}, {"value", std::to_string(now().microseconds)}});
  out.element("button", {{"class", "button"}}, visit.tr("Mark all as read")).close();
}

http::Response show(Visit& visit, const SquareList& list) {
  if (list.filter != ThreadFilter::all) visit.member();
  const std::string cursor(visit.request.query.get("after"));
  const auto threads = visit.community.store().read([&](store::Reader& reader) {
    return list_threads(reader, visit.viewer, *visit.spaces,
                        {.order = list.order, .filter = list.filter, .cursor = cursor});
  });
  html::Writer out;
  out.open("header", {{"class", "title"}}).open("div", {{"class", "title-row"}}).element("h1", title_of(visit, list));
  if (list.filter == ThreadFilter::unread && !threads.rows.empty()) write_reading_all(out, visit);
  if (list.filter == ThreadFilter::followed) {
    out.element("a", {{"class", "button"}, {"href", "/account/following"}}, visit.tr("All you follow"));
  }
  write_start_button(out, visit, nullptr);
  out.close().close();
  write_tabs(out, visit.tr("Order"), tabs_of(visit, list));
  if (threads.rows.empty() && threads.pinned.empty()) write_nothing(out, visit, list);
  write_thread_list(out, visit, threads, list.path);
  const bool plain = list.order == ThreadOrder::latest && cursor.empty();
  PageHead head{.title = title_of(visit, list),
                .canonical = std::string(list.path),
                .indexing = plain ? Indexing::allowed : Indexing::refused,
                .feeds = {{visit.identity->name, "/feed.atom"}},
                .next = threads.next.empty() ? "" : next_page_path(list.path, threads.next),
                .current = list.filter == ThreadFilter::all ? "latest" : std::string(list.path.substr(1)),
                .width = Width::wide};
  return keep_for_visitors(visit, render_page(visit, head, out.take()), {"lists"});
}

}  // namespace

http::Response show_latest(Visit& visit) { return show(visit, kLatest); }
http::Response show_newest(Visit& visit) { return show(visit, kNewest); }
http::Response show_appreciated(Visit& visit) { return show(visit, kAppreciated); }
http::Response show_unanswered(Visit& visit) { return show(visit, kUnanswered); }
http::Response show_followed(Visit& visit) { return show(visit, kFollowed); }
http::Response show_unread(Visit& visit) { return show(visit, kUnread); }

http::Response read_everything(Visit& visit) {
  const auto& viewer = visit.member();
  keep(visit, Pace::marks);
  const auto text = visit.request.form.get("until");
  Instant until{0};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), until.microseconds);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) {
    throw BadRequest({"We could not make sense of this form."}, "no instant");
  }
  mark_all_read(visit.community.store(), viewer, *visit.spaces, std::min(until, now()), now());
  return see_other_with_notice(visit, "/unread", text::msgid("Everything is marked as read."));
}

}  // namespace parvis::forum
