#include "api/objects.h"

#include "api/api_routes.h"
#include "community/members/commands.h"
#include "community/members/portrait.h"
#include "community/page/page.h"
#include "community/threads/reaction.h"

namespace parvis::api {

using namespace community;

namespace {

json::object reactions(std::string_view folded) {
  json::object counts;
  for (const auto& reaction : parse_reactions(folded)) counts[reaction.kind] = reaction.count;
  return counts;
}

json::object local(const LocalText& text) { return json::parse(text.to_json()).as_object(); }

json::array tag_names(const std::vector<Tag>& tags) {
  json::array names;
  for (const auto& tag : tags) names.emplace_back(tag.name);
  return names;
}

const char* kind_name(SpaceKind kind) { return kind == SpaceKind::questions ? "questions" : "discussion"; }

}  // namespace

json::string api_address(const Visit& visit, std::string_view collection, std::string_view id) {
  return json::string(visit.origin + kRoot + "/" + std::string(collection) + "/" + std::string(id));
}

json::value instant(Instant at) { return json::value(to_rfc3339(at)); }
json::value instant(const std::optional<Instant>& at) { return at ? instant(*at) : json::value(nullptr); }

json::object person(const Visit& visit, const Person& person) {
  return {{"id", id_text(person.id)},
          {"url", visit.origin + member_path(person.handle)},
          {"handle", person.handle},
          {"name", person.name}};
}

// The first two keep the words they had before there were others.
std::string_view visibility_word(SpaceVisibility visibility) {
  switch (visibility) {
    case SpaceVisibility::everyone: return "public";
    case SpaceVisibility::members: return "members";
    case SpaceVisibility::leaders: return "leaders";
    case SpaceVisibility::chosen: return "chosen";
  }
  return "chosen";
}

json::object space(const Visit& visit, const Space& space, const SpaceFigures& figures) {
  return {{"id", id_text(space.id)},
          {"url", visit.origin + space_path(space.slug)},
          {"slug", space.slug},
          {"kind", kind_name(space.kind)},
          {"visibility", visibility_word(space.visibility)},
          {"openness", openness_name(space.openness)},
          {"name", local(space.name)},
          {"description", local(space.description)},
          {"threads", figures.threads},
          {"posts", figures.posts},
          {"last_activity_at", figures.last_activity_at ? instant(figures.last_activity_at) : json::value(nullptr)}};
}

json::object thread(const Visit& visit, const ThreadRow& row) {
  const auto* space = visit.spaces->find(row.space);
  return {{"id", id_text(row.id)},
          {"url", visit.origin + thread_path(row.id, row.slug)},
          {"self", api_address(visit, "threads", id_text(row.id))},
          {"title", row.title},
          {"space", space ? space->slug : ""},
          {"language", row.language},
          {"author", person(visit, {row.author, row.author_handle, row.author_name})},
          {"posts", row.posts},
          {"last_post", row.last_post},
          {"thanks", row.thanks},
          {"score", row.score},
          {"solved", row.solved},
          {"pinned", row.pinned},
          {"closed", row.closed},
          {"tags", tag_names(row.tags)},
          {"created_at", instant(row.created_at)},
          {"last_activity_at", instant(row.last_activity_at)}};
}

json::object post(const Visit& visit, const Post& post, const Person& author, std::string_view thread_slug) {
  const bool deleted = post.deleted();
  return {{"id", id_text(post.id)},
          {"url", visit.origin + post_path(post.thread, thread_slug, post.number)},
          {"self", api_address(visit, "posts", id_text(post.id))},
          {"thread", id_text(post.thread)},
          {"number", post.number},
          {"author", person(visit, author)},
          {"created_at", instant(post.created_at)},
          {"edited_at", instant(post.edited_at)},
          {"revisions", post.revisions},
          {"body", deleted ? std::string() : post.body},
          {"html", deleted ? std::string() : post.html},
          {"language", post.language},
          {"reply_to", post.reply_to ? json::value(id_text(*post.reply_to)) : json::value(nullptr)},
          {"up", post.up},
          {"down", post.down},
          {"score", post.up - post.down},
          {"reactions", reactions(post.reactions)},
          {"comments", post.comments},
          {"deleted_at", instant(post.deleted_at)}};
}

json::object comment(const Visit& visit, const Comment& comment, const Person& author, ThreadId thread,
                     std::string_view thread_slug, std::int64_t number) {
  return {{"id", id_text(comment.id)},
          {"url", visit.origin + comment_path(thread, thread_slug, number, comment.id)},
          {"self", api_address(visit, "comments", id_text(comment.id))},
          {"post", id_text(comment.post)},
          {"author", person(visit, author)},
          {"created_at", instant(comment.created_at)},
          {"body", comment.body},
          {"html", comment.html},
          {"score", comment.score}};
}

json::value picture(const Visit& visit, int hue) {
  const auto face = unpack_face(hue);
  return face.picture ? json::value(visit.origin + "/faces/" + std::to_string(*face.picture)) : json::value();
}

json::object member_line(const Visit& visit, const MemberLine& line) {
  return {{"id", id_text(line.id)},
          {"url", visit.origin + member_path(line.handle)},
          {"self", api_address(visit, "members", id_text(line.id))},
          {"handle", line.handle},
          {"name", line.display_name},
          {"picture", picture(visit, line.hue)},
          {"role", role_name(line.role)},
          {"title", line.title},
          {"place", line.place},
          {"created_at", instant(line.created_at)},
          {"posts", line.posts},
          {"thanks_received", line.thanks_received}};
}

json::object member(const Visit& visit, const Member& member) {
  return {{"id", id_text(member.id)},
          {"url", visit.origin + member_path(member.handle)},
          {"self", api_address(visit, "members", id_text(member.id))},
          {"handle", member.handle},
          {"name", member.display_name},
          {"picture", picture(visit, member.hue)},
          {"role", role_name(member.role)},
          {"title", member.title},
          {"biography", member.biography},
          {"place", member.place},
          {"website", member.website},
          {"created_at", instant(member.created_at)},
          {"threads", member.threads},
          {"posts", member.posts},
          {"thanks_received", member.thanks_received},
          {"thanks_given", member.thanks_given},
          {"solutions", member.solutions}};
}

json::object page(json::array items, std::string_view next) {
  return {{"items", std::move(items)}, {"next", next.empty() ? json::value(nullptr) : json::value(next)}};
}

http::Response answer(const json::value& value, int status) { return http::json(json::serialize(value), status); }

}  // namespace parvis::api
