#include <charconv>

#include "api/handlers.h"
#include "api/input.h"
#include "api/objects.h"
#include "community/members/commands.h"
#include "community/pace/pace.h"
#include "community/search/search.h"
#include "community/threads/readable_counts.h"
#include "community/threads/thread_page.h"

namespace parvis::api {

using namespace community;

namespace {

constexpr int kPostsAPage = 50;
constexpr int kActivitiesAPage = 200;

constexpr store::Sql kActivities{R"(
  select id, at, actor, verb, object_kind, object, space, thread, counterpart, amount, detail, source
  from activity where id > $1 order by id limit $2)"};

struct ActivityRow {
  ActivityId id;
  Instant at;
  std::optional<MemberId> actor;
  Verb verb;
  ObjectKind object_kind;
  std::int64_t object;
  std::optional<SpaceId> space;
  std::optional<ThreadId> thread;
  std::optional<MemberId> counterpart;
  std::int64_t amount;
  std::string detail;
  Source source;
};

template <class SomeId>
json::value id_or_null(const std::optional<SomeId>& id) {
  return id ? json::value(id_text(*id)) : json::value(nullptr);
}

json::object activity(const Visit& visit, const ActivityRow& row) {
  const auto id = id_text(row.id);
  return {{"id", id},
          {"url", visit.origin + "/api/v1/activities?after=" + id_text(row.id.value - 1)},
          {"at", instant(row.at)},
          {"actor", id_or_null(row.actor)},
          {"verb", verb_name(row.verb)},
          {"object_kind", object_kind_name(row.object_kind)},
          {"object", row.object ? json::value(id_text(row.object)) : json::value(nullptr)},
          {"space", id_or_null(row.space)},
          {"thread", id_or_null(row.thread)},
          {"counterpart", id_or_null(row.counterpart)},
          {"amount", row.amount},
          {"detail", row.detail},
          {"source", source_name(row.source)}};
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

std::int64_t number_or(std::string_view text, std::int64_t otherwise) {
  if (text.empty()) return otherwise;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1) {
    throw BadRequest({"A number from 1 on is needed here."});
  }
  return number;
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
  ThreadQuery query{.order = order_of(asked.get("order")), .cursor = std::string(asked.get("after"))};
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
  if (rows.empty()) throw NotFound();
  return answer(thread(visit, rows.front()));
}

http::Response list_posts(Visit& visit) {
  const auto id = id_of<ThreadId>(visit, "thread");
  const auto from = number_or(visit.request.query.get("from"), 1);
  return read(visit, [&](store::Reader& reader) {
    const auto thread = find_thread(reader, visit.viewer, *visit.spaces, id);
    const auto posts = posts_from(reader, id, from, kPostsAPage);
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

http::Response get_member(Visit& visit) {
  const auto name = visit.request.parameter("member");
  const auto found = read(visit, [&](store::Reader& reader) {
    const auto id = parse_id(name);
    auto member = id ? find_member(reader, MemberId{*id}) : std::nullopt;
    if (!member) member = find_member(reader, name);
    if (member) leave_readable_counts(reader, visit.viewer, *visit.spaces, *member);
    return member;
  });
  if (!found || found->status == MemberStatus::unconfirmed) throw NotFound();
  return answer(member(visit, *found));
}

http::Response search_threads(Visit& visit) {
  keep(visit, Pace::searches);
  const auto query = parse_query(visit.request.query.get("q"));
  const auto results = read(visit, [&](store::Reader& reader) {
    return search(reader, visit.viewer, *visit.spaces, query, SearchOrder::best, visit.request.query.get("after"));
  });
  json::array items;
  for (const auto& result : results.items) {
    items.push_back({{"id", id_text(result.post)},
                     {"url", visit.origin + "/posts/" + id_text(result.post)},
                     {"thread", thread(visit, result.thread)},
                     {"number", result.number},
                     {"author", person(visit, face(result.author))},
                     {"created_at", instant(result.created_at)},
                     {"passage", result.passage.text},
                     {"other_posts", result.other_posts}});
  }
  auto object = page(std::move(items), results.next);
  object["found"] = results.found;
  object["corrected"] = results.corrected.empty() ? json::value(nullptr) : json::value(results.corrected);
  return answer(object);
}

http::Response list_activities(Visit& visit) {
  if (!visit.member().is_manager()) throw Forbidden();
  const auto after = visit.request.query.get("after");
  const auto id = after.empty() ? std::optional<std::int64_t>(0) : parse_id(after);
  if (!id) throw BadRequest({"This is no activity to go on from."});
  const auto rows =
      read(visit, [&](store::Reader& reader) { return reader.all<ActivityRow>(kActivities, *id, kActivitiesAPage); });
  json::array items;
  for (const auto& row : rows) items.push_back(activity(visit, row));
  const bool full = rows.size() == kActivitiesAPage;
  return answer(page(std::move(items), full ? id_text(rows.back().id) : ""));
}

}  // namespace parvis::api
