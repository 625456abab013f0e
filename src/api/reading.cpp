#include <ranges>

#include "api/api_routes.h"
#include "api/handlers.h"
#include "api/input.h"
#include "api/objects.h"
#include "community/members/commands.h"
#include "community/pace/pace.h"
#include "community/profiles/profile_field.h"
#include "community/search/search.h"
#include "community/threads/comment.h"
#include "community/threads/cursor.h"
#include "community/threads/post_place.h"
#include "community/threads/readable_counts.h"
#include "community/threads/thread_page.h"

namespace parvis::api {

using namespace community;

namespace {

constexpr int kPostsAPage = 50, kMembersAPage = 50;

// A thread that was merged into another leads to it.
std::string thread_call(ThreadId id) { return std::string(kRoot) + "/threads/" + id_text(id); }

http::Response merged_elsewhere(const Visit& visit, ThreadId id) {
  const auto present = visit.community.store().read(
      [&](store::Reader& reader) { return find_present_thread(reader, visit.viewer, *visit.spaces, id).id; });
  if (present == id) throw NotFound();
  return http::see_other(thread_call(present));
}

Person face(const MemberFace& author) { return {author.id, author.handle, author.display_name}; }

const MemberFace& among(const std::vector<MemberFace>& faces, MemberId id) {
  static const MemberFace kNobody;
  const auto found = std::ranges::find(faces, id, &MemberFace::id);
  return found == faces.end() ? kNobody : *found;
}

ThreadOrder order_of(std::string_view name) {
  if (name.empty() || name == "latest") return ThreadOrder::latest;
  if (name == "newest") return ThreadOrder::newest;
  if (name == "appreciated") return ThreadOrder::appreciated;
  if (name == "unanswered") return ThreadOrder::unanswered;
  throw BadRequest({"There is no such order: use latest, newest, appreciated or unanswered."});
}

// A list that tells of the mistyped place begins nowhere else instead.
bool is_cursor(std::string_view text) { return !parse_cursor(text).is_start(); }

SearchOrder search_order_of(std::string_view name) {
  if (name.empty() || name == "best") return SearchOrder::best;
  if (name == "latest") return SearchOrder::latest;
  throw BadRequest({"There is no such order: use best or latest."});
}

const char* name_of(Together together) {
  switch (together) {
    case Together::in_one_post: return "in_one_post";
    case Together::in_one_thread: return "in_one_thread";
    case Together::nearly: return "nearly";
  }
  return "";
}

template <class Action>
auto read(const Visit& visit, Action&& action) {
  return visit.community.store().read(std::forward<Action>(action));
}

}  // namespace

http::Response get_community(Visit& visit) {
  const auto& identity = *visit.identity;
  json::array languages;
  for (const auto language : identity.languages) languages.emplace_back(text::tag(language));
  json::object counts;
  read(visit, [&](store::Reader& reader) {
    const auto readable = readable_figures(reader, visit.viewer, *visit.spaces);
    counts = {{"members", read_tally(reader, "members")}, {"threads", readable.threads}, {"posts", readable.posts}};
    // These are kept for the whole community only: a number that moves with what is hidden would tell of it.
    if (!reads_every_space(visit.viewer, *visit.spaces)) return;
    for (const char* name : {"comments", "votes", "reactions", "activities"}) counts[name] = read_tally(reader, name);
  });
  return answer(json::object{{"id", "community"},
                             {"url", visit.origin + "/"},
                             {"name", identity.name},
                             {"languages", std::move(languages)},
                             {"time_zone", identity.time_zone},
                             {"counts", std::move(counts)},
                             {"version", PARVIS_VERSION}});
}

http::Response list_spaces(Visit& visit) {
  const auto figures = read(visit, [](store::Reader& reader) { return space_figures(reader); });
  json::array items;
  for (const auto* entry : readable_spaces(visit.viewer, *visit.spaces)) {
    const auto found = std::ranges::find(figures, entry->id, &SpaceFigures::id);
    items.push_back(space(visit, *entry, found == figures.end() ? SpaceFigures{} : *found));
  }
  return answer(page(std::move(items), ""));
}

http::Response list_threads(Visit& visit) {
  const auto& asked = visit.request.query;
  ThreadQuery query{.order = order_of(asked.get("order")),
                    .cursor = place_asked(visit, is_cursor),
                    .limit = limit_asked(visit, kThreadsPerPage)};
  if (const auto name = asked.get("space"); !name.empty()) query.space = space_named(visit, name).id;
  const auto list = read(visit, [&](store::Reader& reader) {
    if (const auto tag = asked.get("tag"); !tag.empty()) {
      query.tag = find_tag(reader, visit.viewer, *visit.spaces, tag_key(tag)).id;
    }
    return list_threads(reader, visit.viewer, *visit.spaces, query);
  });
  json::array items;
  for (const auto& row : list.pinned) items.push_back(thread(visit, row));
  for (const auto& row : list.rows) items.push_back(thread(visit, row));
  return answer(page(std::move(items), list.next));
}

http::Response get_thread(Visit& visit) {
  const auto id = id_of<ThreadId>(visit, "thread");
  const auto rows =
      read(visit, [&](store::Reader& reader) { return thread_rows(reader, visit.viewer, *visit.spaces, {id}); });
  if (rows.empty()) return merged_elsewhere(visit, id);
  return answer(thread(visit, rows.front()));
}

http::Response list_posts(Visit& visit) {
  const auto id = id_of<ThreadId>(visit, "thread");
  // `next` may be given back by either name.
  const auto from = std::max(number_asked(visit, "from", number_asked(visit, "after", 1)), std::int64_t{1});
  const auto limit = limit_asked(visit, kPostsAPage);
  return read(visit, [&](store::Reader& reader) {
    const auto thread = find_present_thread(reader, visit.viewer, *visit.spaces, id);
    if (thread.id != id) return http::see_other(thread_call(thread.id) + "/posts");
    const auto posts = posts_from(reader, id, from, limit);
    std::vector<MemberId> authors;
    for (const auto& entry : posts) authors.push_back(entry.author);
    const auto faces = faces_of(reader, authors);
    json::array items;
    for (const auto& entry : posts) items.push_back(post(visit, entry, face(among(faces, entry.author)), thread.slug));
    const bool more = !posts.empty() && posts.back().number < thread.last_post;
    return answer(page(std::move(items), more ? std::to_string(posts.back().number + 1) : ""));
  });
}

http::Response get_post(Visit& visit) {
  const auto id = id_of<PostId>(visit, "post");
  return read(visit, [&](store::Reader& reader) {
    const auto found = find_post(reader, visit.viewer, *visit.spaces, id);
    const auto comments = comments_of(reader, id);
    std::vector<MemberId> authors{found.post.author};
    for (const auto& entry : comments) authors.push_back(entry.author);
    const auto faces = faces_of(reader, authors);
    auto object = post(visit, found.post, face(among(faces, found.post.author)), found.thread.slug);
    json::array list;
    if (!found.post.deleted()) {
      for (const auto& entry : comments) {
        list.push_back(comment(visit, entry, face(among(faces, entry.author)), found.thread.id, found.thread.slug,
                               found.post.number));
      }
    }
    object["comment_list"] = std::move(list);
    return answer(object);
  });
}

http::Response get_comment(Visit& visit) {
  const auto id = id_of<CommentId>(visit, "comment");
  return read(visit, [&](store::Reader& reader) {
    const auto found = find_comment(reader, visit.viewer, *visit.spaces, id);
    const auto [post, thread] = find_post(reader, visit.viewer, *visit.spaces, found.post);
    const auto faces = faces_of(reader, {found.author});
    return answer(comment(visit, found, face(among(faces, found.author)), thread.id, thread.slug, post.number));
  });
}

http::Response list_members(Visit& visit) {
  const auto name = visit.request.query.get("q");
  const auto limit = limit_asked(visit, kMembersAPage);
  const auto after = parse_cursor(place_asked(visit, is_cursor));
  const auto lines = read(visit, [&](store::Reader& reader) {
    const auto before = after.is_start() ? Arrival{} : Arrival{{after.key}, {after.id}};
    auto found = name.empty() ? members_by_arrival(reader, before, limit + 1) : search_members(reader, name, limit);
    leave_readable_counts(reader, visit.viewer, *visit.spaces, found);
    return found;
  });
  json::array items;
  for (const auto& line : lines | std::views::take(limit)) items.push_back(member_line(visit, line));
  if (lines.size() <= static_cast<std::size_t>(limit)) return answer(page(std::move(items), ""));
  const auto& last = lines[static_cast<std::size_t>(limit) - 1];
  return answer(page(std::move(items), cursor_text({.key = last.created_at.microseconds, .id = last.id.value})));
}

http::Response get_member(Visit& visit) {
  const auto name = visit.request.parameter("member");
  std::vector<ShownAnswer> answers;
  const auto found = read(visit, [&](store::Reader& reader) {
    const auto id = parse_id(name);
    auto member = id ? find_member(reader, MemberId{*id}) : std::nullopt;
    if (!member) member = find_member(reader, name);
    if (member) leave_readable_counts(reader, visit.viewer, *visit.spaces, *member);
    if (member) answers = answers_shown(reader, visit.viewer, member->id);
    return member;
  });
  if (!found || found->status == MemberStatus::unconfirmed) throw NotFound();
  auto object = member(visit, *found);
  json::array fields;
  for (const auto& shown : answers) {
    fields.push_back(
        {{"name", json::parse(shown.name.to_json())}, {"kind", field_kind_name(shown.kind)}, {"answer", shown.answer}});
  }
  object["fields"] = std::move(fields);
  return answer(object);
}

http::Response search_threads(Visit& visit) {
  keep(visit, Pace::searches);
  const auto query = parse_query(visit.request.query.get("q"));
  if (query.is_empty()) throw BadRequest({"The parameter “{name}” is needed: what to look for.", {{"name", "q"}}});
  const auto order = search_order_of(visit.request.query.get("order"));
  const auto after = place_asked(visit, is_cursor);
  const auto results = read(
      visit, [&](store::Reader& reader) { return search(reader, visit.viewer, *visit.spaces, query, order, after); });
  json::array items;
  for (const auto& result : results.items) {
    items.push_back({{"id", id_text(result.post)},
                     {"url", visit.origin + "/posts/" + id_text(result.post)},
                     {"thread", thread(visit, result.thread)},
                     {"number", result.number},
                     {"author", person(visit, face(result.author))},
                     {"created_at", instant(result.created_at)},
                     {"passage", result.passage.text},
                     {"other_posts", result.other_posts},
                     {"missing", json::value_from(result.missing)}});
  }
  auto object = page(std::move(items), results.next);
  object["found"] = results.found;
  object["words"] = name_of(results.together);
  object["corrected"] = results.corrected.empty() ? json::value(nullptr) : json::value(results.corrected);
  return answer(object);
}

}  // namespace parvis::api
