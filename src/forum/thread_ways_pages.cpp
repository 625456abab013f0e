// Addresses that lead into a thread: by date, by post, to what is new.
#include "community/threads/post_place.h"
#include "community/threads/read_mark.h"
#include "community/threads/thread_content_cache.h"
#include "core/text/dates.h"
#include "forum/forum_pages.h"
#include "forum/thread_content.h"
#include "forum/thread_views.h"

namespace parvis::forum {

using namespace community;

std::shared_ptr<const ThreadContent> thread_content(Visit& visit, ThreadId thread, std::int64_t from) {
  auto& community = visit.community;
  return community.thread_contents().find(community.store(), visit.viewer, *visit.spaces, thread, from);
}

http::Response show_thread_at(Visit& visit) {
  const auto& query = visit.request.query;
  const auto zone = text::TimeZone::of(visit.time_zone);
  const auto place = visit.community.store().read([&](store::Reader& reader) {
    const auto thread = find_present_thread(reader, visit.viewer, *visit.spaces, thread_asked(visit));
    std::int64_t number = 1;
    if (const auto asked = query.find("number")) {
      // A number of the conversation that was asked for, which may have gone into this one since.
      const auto place = present_place(reader, thread_asked(visit), number_asked(*asked));
      number =
          place && place->thread == thread.id ? place->number : nearest_number(reader, thread.id, number_asked(*asked));
    } else if (const auto day = text::start_of_day(query.get("date"), zone)) {
      number = number_at(reader, thread, *day);
    }
    return post_path(thread.id, thread.slug, number);
  });
  return http::see_other(place);
}

http::Response show_post(Visit& visit) {
  const auto id = parse_id(visit.request.parameter("post"));
  if (!id) throw NotFound();
  const auto place = visit.community.store().read([&](store::Reader& reader) {
    const auto found = find_post(reader, visit.viewer, *visit.spaces, PostId{*id});
    return post_path(found.thread.id, found.thread.slug, found.post.number);
  });
  return http::see_other(place);
}

http::Response show_first_unread(Visit& visit) {
  visit.member();
  const auto place = visit.community.store().read([&](store::Reader& reader) {
    const auto thread = find_present_thread(reader, visit.viewer, *visit.spaces, thread_asked(visit));
    const auto read = read_up_to(reader, visit.viewer.member, thread.id).value_or(0);
    return post_path(thread.id, thread.slug, nearest_number(reader, thread.id, read + 1));
  });
  return http::see_other(place);
}

http::Response show_posts_after(Visit& visit) {
  const auto first = number_asked(visit.request.query.get("after")) + 1;
  const auto content = thread_content(visit, thread_asked(visit), page_start(first));
  const auto overlay = visit.community.store().read(
      [&](store::Reader& reader) { return load_thread_overlay(reader, visit.viewer, *visit.spaces, *content); });
  const ThreadWays ways;
  const ThreadView view{visit, visit.readable_space(content->thread.space), *content, overlay, ways};
  html::Writer out;
  for (const auto& post : content->posts) {
    if (post.number >= first) write_post(out, view, post);
  }
  return http::page(out.take().markup()).header("Cache-Control", "no-store").header("X-Robots-Tag", "noindex");
}

}  // namespace parvis::forum
