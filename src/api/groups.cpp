// Groups: those one may know of, who is in them, coming in and going out.
#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/input.h"
#include "community/groups/membership.h"
#include "community/pace/pace.h"
#include "core/id_pair.h"

namespace parvis::api {

using namespace community;

namespace {

constexpr int kPerPage = 50;

template <class Action>
auto read(const Visit& visit, Action&& action) {
  return visit.community.store().read(std::forward<Action>(action));
}

const char* standing_name(GroupStanding standing) {
  switch (standing) {
    case GroupStanding::none: return "none";
    case GroupStanding::member: return "member";
    case GroupStanding::officer: return "officer";
    case GroupStanding::founder: return "founder";
  }
  return "";
}

json::object object_of(const Visit& visit, store::Reader& reader, const Group& group) {
  const auto standing = standing_of(reader, group.id, visit.viewer.member);
  return {{"id", id_text(group.id)},
          {"url", visit.origin + group_path(group.slug)},
          {"self", api_address(visit, "groups", group.slug)},
          {"slug", group.slug},
          {"name", group.name},
          {"description", group.description},
          {"door", door_name(group.door)},
          {"members", group.members},
          {"standing", standing_name(standing)},
          {"created_at", instant(group.created_at)}};
}

Group group_asked(const Visit& visit, store::Reader& reader) {
  return find_group(reader, visit.viewer, visit.request.parameter("group"));
}

bool is_identifier(std::string_view text) { return parse_id(text).has_value(); }

// Where the list of members goes on: "<instant>.<member>", as `next` gave it.
std::optional<MembershipPlace> parse_place(std::string_view text) {
  const auto place = parse_pair(text);
  return place ? std::optional(MembershipPlace{Instant{place->first}, MemberId{place->second}}) : std::nullopt;
}
bool is_place(std::string_view text) { return parse_place(text).has_value(); }

// Access to the group's spaces follows: the list of spaces is read anew.
http::Response change_membership(Visit& visit, bool enters) {
  require_writing(visit);
  keep(visit, Pace::gestures);
  const auto group = read(visit, [&](store::Reader& reader) { return group_asked(visit, reader); });
  auto response = write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const GroupAct act{visit.community.timeline(), visit.viewer, now(), visit.source};
    if (enters) {
      join_group(transaction, act, group, Letters::no);
    } else {
      leave_group(transaction, act, group);
    }
    const auto standing = standing_of(transaction, group.id, visit.viewer.member);
    return {200, json::object{{"group", id_text(group.id)}, {"standing", standing_name(standing)}}};
  });
  visit.community.spaces().reload();
  return response;
}

}  // namespace

http::Response list_groups(Visit& visit) {
  const auto limit = limit_asked(visit, kPerPage);
  const auto after = parse_id(place_asked(visit, is_identifier));
  json::array items;
  std::string next;
  read(visit, [&](store::Reader& reader) {
    GroupPlace place;
    if (after) {
      const auto last = find_group(reader, visit.viewer, GroupId{*after});
      place = {group_name_key(last.name), last.id};
    }
    auto groups = community::list_groups(reader, visit.viewer, visit.request.query.get("q"), place, limit + 1);
    if (groups.size() > static_cast<std::size_t>(limit)) {
      groups.resize(static_cast<std::size_t>(limit));
      next = id_text(groups.back().id);
    }
    for (const auto& group : groups) items.push_back(object_of(visit, reader, group));
  });
  return answer(page(std::move(items), next));
}

http::Response get_group(Visit& visit) {
  return answer(
      read(visit, [&](store::Reader& reader) { return object_of(visit, reader, group_asked(visit, reader)); }));
}

http::Response list_group_members(Visit& visit) {
  const auto limit = limit_asked(visit, kPerPage);
  const auto place = parse_place(place_asked(visit, is_place)).value_or(MembershipPlace{});
  json::array items;
  std::string next;
  read(visit, [&](store::Reader& reader) {
    const auto group = group_asked(visit, reader);
    if (!visit.viewer.signed_in()) throw SignInNeeded();
    auto members = members_of(reader, group.id, place, limit + 1);
    if (members.size() > static_cast<std::size_t>(limit)) {
      members.resize(static_cast<std::size_t>(limit));
      next = pair_text({members.back().since.microseconds, members.back().id.value});
    }
    for (const auto& one : members) {
      auto object = person(visit, {one.id, one.handle, one.display_name});
      object["standing"] = standing_name(one.standing);
      object["since"] = instant(one.since);
      items.push_back(std::move(object));
    }
  });
  return answer(page(std::move(items), next));
}

http::Response enter_group(Visit& visit) { return change_membership(visit, true); }
http::Response go_out_of_group(Visit& visit) { return change_membership(visit, false); }

}  // namespace parvis::api
