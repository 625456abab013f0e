#include <boost/json.hpp>
#include <charconv>

#include "community/notifications/notification_pages.h"
#include "community/page/kept_tags.h"
#include "community/sharing/share.h"
#include "community/threads/post_place.h"
#include "community/threads/read_marker.h"
#include "core/text/dates.h"
#include "forum/forum_pages.h"
#include "forum/stored_words.h"
#include "forum/thread_content.h"
#include "forum/thread_views.h"

namespace parvis::forum {

using namespace community;

namespace {

constexpr std::size_t kDescription = 160;
// More than any thread has; so far from the end of the numbers that pages can be counted from there.
constexpr std::int64_t kMostPosts = 1'000'000'000'000;

// What one answer is made of.
struct Reading {
  std::shared_ptr<const ThreadContent> content;
  ThreadOverlay overlay;
  ThreadWays ways;
  std::optional<Draft> draft;
  WayBack way_back;
};

Reading read_thread(Visit& visit, ThreadId id, std::int64_t from) {
  Reading reading{thread_content(visit, id, from), {}, {}, {}, {}};
  const auto* space = visit.spaces->find(reading.content->thread.space);
  const bool moves = visit.viewer.signed_in() && space && may(visit.viewer, *space, Action::move);
  const auto replies = visit.viewer.signed_in() && may_reply(visit.viewer, *visit.spaces, reading.content->thread);
  const DraftPlace place{DraftPlace::Kind::thread, id.value};
  visit.community.store().read([&](store::Reader& reader) {
    if (replies) foresee_draft(reader, visit.viewer.member, place);
    reading.overlay = load_thread_overlay(reader, visit.viewer, *visit.spaces, *reading.content);
    reading.ways = load_thread_ways(reader, *reading.content);
    if (moves) {
      const auto latest = latest_transfers(reader, id, now());
      if (!latest.empty() && latest.front().can_be_taken_back()) reading.way_back = latest.front();
    }
    if (replies) reading.draft = find_draft(reader, visit.viewer.member, place);
  });
  return reading;
}

// A member who is shown a page has read it.
void mark_as_read(Visit& visit, const Reading& reading) {
  const auto& content = *reading.content;
  if (!visit.viewer.signed_in() || content.posts.empty() || visit.request.method != http::Method::get) return;
  // The browser fetches ahead, or a script looks for one piece of the page: nobody has read anything.
  if (!visit.request.header("sec-purpose").empty() || !visit.request.header("x-glance").empty()) return;
  // After the last post that stands here others may have gone elsewhere.
  const auto last = reading.ways.after ? content.posts.back().number : content.thread.last_post;
  if (visit.unread_notifications > 0) {  // some may be of this thread: they are read together with it
    read_thread_up_to(visit, content.thread.id, last);
    return;
  }
  if (reading.overlay.read_up_to.value_or(0) >= last) return;
  visit.community.read_marker().note(visit.viewer.member, content.thread.id, last);
}

// Only visitors' pages reach search engines and cards; a member's carries neither description nor structured data.
std::string description_of(const ThreadView& view) {
  if (view.visit.viewer.signed_in()) return {};
  const auto& posts = view.content.posts;
  if (posts.empty() || posts.front().deleted()) return {};
  return excerpt_of(posts.front(), kDescription);
}

// For the scripts of the page: what it shows and what to listen to.
std::string page_data(const ThreadView& view) {
  return boost::json::serialize(boost::json::object{{"thread", id_text(view.thread().id)},
                                                    {"last", view.thread().last_post},
                                                    {"from", view.content.from},
                                                    {"is_last", !view.ways.after}});
}

// An address that leads to this page for ever: the post that once began it may have gone elsewhere.
std::int64_t first_of_page(const ThreadContent& content) {
  return content.posts.empty() ? content.from : content.posts.front().number;
}

PageHead head_of(const ThreadView& view) {
  const auto& content = view.content;
  const auto& thread = view.thread();
  const auto page = content.from > 1 ? " · " + view.visit.tr("page {n}", {{"n", content.page()}}) : "";
  return {.title = thread.title + page,
          .description = description_of(view),
          .canonical = page_path(thread, first_of_page(content)),
          .indexing = thread.deleted_at ? Indexing::refused : Indexing::allowed,
          .feeds = {{thread.title, "/threads/" + id_text(thread.id) + "/feed.atom"}},
          .structured_data = view.visit.viewer.signed_in() ? html::Html{} : thread_data(view),
          .previous = view.ways.before ? page_path(thread, *view.ways.before) : "",
          .next = view.ways.after ? page_path(thread, *view.ways.after) : "",
          .current = "space:" + view.space.slug,
          .body_data = page_data(view)};
}

http::Response render_thread(Visit& visit, const Reading& reading) {
  const ThreadView view{visit, visit.readable_space(reading.content->thread.space), *reading.content, reading.overlay,
                        reading.ways};
  html::Writer main, aside;
  write_way_back_of_notice(main, view, reading.way_back);
  write_thread_head(main, view, reading.way_back);
  write_posts(main, view);
  write_thread_pager(main, view);
  write_reply_place(main, view, reading.draft);
  write_thread_aside(aside, view);
  auto response = render_page(visit, head_of(view), main.take(), aside.take());
  std::vector<std::string> tags{"thread:" + id_text(view.thread().id)};
  for (const auto& other : view.overlay.related) tags.push_back(named_thread_tag(other.id));
  for (const auto& line : view.ways.moved) tags.push_back(named_thread_tag(line.thread));
  return keep_for_visitors(visit, std::move(response), std::move(tags));
}

}  // namespace

ThreadId thread_asked(const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("thread"));
  if (!id) throw NotFound();
  return ThreadId{*id};
}

std::int64_t number_asked(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 1) throw NotFound();
  return std::min(number, kMostPosts);
}

namespace {

// "/threads/7/12", as quotations name a post: its number, unless the thread is called so.
std::int64_t number_in_slug(const Visit& visit) {
  const auto slug = visit.request.parameters.find("slug");
  const bool is_number = slug && !slug->empty() && slug->size() < 10 &&
                         slug->find_first_not_of("0123456789") == std::string_view::npos && slug->front() != '0';
  return is_number ? number_asked(*slug) : 1;
}

std::int64_t number_of_post(const Visit& visit) {
  const auto number = visit.request.parameters.find("number");
  return number ? number_asked(*number) : number_in_slug(visit);
}

bool is_called_so(const Visit& visit, const Thread& thread) {
  const auto slug = visit.request.parameters.find("slug");
  return slug && *slug == http::percent_decode(thread_slug(thread.slug));
}

// Where a post that stood at this address stands now, when it stands elsewhere and may be read there.
std::optional<std::string> moved_to(const Visit& visit, ThreadId thread, std::int64_t number) {
  return visit.community.store().read([&](store::Reader& reader) -> std::optional<std::string> {
    const auto place = present_place(reader, thread, number);
    if (!place || (place->thread == thread && place->number == number)) return std::nullopt;
    const auto found = find_post(reader, visit.viewer, *visit.spaces, place->post);
    return post_path(found.thread.id, found.thread.slug, found.post.number);
  });
}

// Handed on with an address that nobody made for it: there is no end of those, and none is worth keeping a page under.
bool is_handed_on_by_nobody(const Visit& visit, ThreadId thread) {
  const auto given = visit.request.query.find(kSharedBy);
  if (!given) return false;
  const auto id = parse_id(*given);
  if (!id || id_text(*id) != *given) return true;
  const auto share = visit.community.store().read([&](store::Reader& reader) { return find_share(reader, {*id}); });
  return !share || share->thread != thread;
}

bool stands_in(const ThreadContent& content, std::int64_t number) {
  return std::ranges::find(content.posts, number, &PostView::number) != content.posts.end();
}

}  // namespace

http::Response show_thread(Visit& visit) {
  const auto id = thread_asked(visit);
  auto number = number_of_post(visit);
  Reading reading;
  try {
    reading = read_thread(visit, id, page_start(number));
    if (number > 1 && !visit.request.parameters.find("number") && is_called_so(visit, reading.content->thread)) {
      number = 1;
      reading = read_thread(visit, id, number);
    }
  } catch (const NotFound&) {
    if (const auto path = moved_to(visit, id, number)) return http::see_other(*path);
    throw;
  }
  const auto& thread = reading.content->thread;
  if (!stands_in(*reading.content, number)) {
    if (const auto path = moved_to(visit, id, number)) return http::see_other(*path);
  }
  if (number > reading.ways.last_number)
    return http::see_other(post_path(thread.id, thread.slug, reading.ways.last_number));
  if (!is_called_so(visit, thread)) {
    return http::moved(number > 1 ? thread_path(thread.id, thread.slug) + "/" + std::to_string(number)
                                  : thread_path(thread.id, thread.slug));
  }
  mark_as_read(visit, reading);
  auto response = render_thread(visit, reading);
  if (response.keep && is_handed_on_by_nobody(visit, id)) response.keep.reset();
  return response;
}

}  // namespace parvis::forum
