// The timeline as managers read it: every fact in order, each with the address of the page of what it is about.
#include "api/api_routes.h"
#include "api/handlers.h"
#include "api/input.h"
#include "api/objects.h"
#include "community/activity/activity.h"
#include "community/activity/left_alone.h"
#include "community/groups/group.h"
#include "community/page/page.h"

namespace parvis::api {

using namespace community;

namespace {

// What a fact is about may be a member, a tag or a comment, whose pages go by other names than their identifiers.
constexpr store::Sql kActivities{R"(
  select a.id, a.at, a.actor, a.verb, a.object_kind, a.object, a.space, a.thread, a.counterpart, a.amount, a.detail,
    a.source, coalesce(about.handle, other.handle, doer.handle, ''), coalesce(tag.name_key, ''), comment.post,
    coalesce(member_group.slug, '')
  from activity a
    left join member about on a.object_kind = 1 and about.id = a.object
    left join member other on other.id = a.counterpart
    left join member doer on doer.id = a.actor
    left join tag on a.object_kind = 6 and tag.id = a.object
    left join member_group on a.object_kind = 38 and member_group.id = a.object
    left join comment on a.object_kind = 5 and comment.id = a.object
  where a.id > $1)"};
constexpr store::Sql kInOrder{" order by a.id limit $2"};

const store::Sql kToldActivities = kActivities + only_told("$3") + kInOrder;

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
  std::string handle, tag;
  std::optional<PostId> post;
  std::string group;
};

template <class SomeId>
json::value id_or_null(const std::optional<SomeId>& id) {
  return id ? json::value(id_text(*id)) : json::value(nullptr);
}

// Of a member: the object, else whom it happened to, else who did it; of nobody: the front page.
std::string member_page(const ActivityRow& row) { return row.handle.empty() ? "/" : member_path(row.handle); }

// A short address, which leads to the page it stands for (/posts/ID to the post in its thread).
std::string page_of(const Visit& visit, const ActivityRow& row) {
  switch (row.object_kind) {
    case ObjectKind::thread: return "/threads/" + id_text(row.object);
    case ObjectKind::post: return "/posts/" + id_text(row.object);
    case ObjectKind::comment:
      if (row.post) return "/posts/" + id_text(*row.post);
      break;
    case ObjectKind::tag:
      if (!row.tag.empty()) return tag_path(row.tag);
      break;
    case ObjectKind::charter: return "/charter";
    case ObjectKind::role: return "/manage/roles";
    case ObjectKind::contribution:
    case ObjectKind::moderation_case:
    case ObjectKind::appeal: return "/moderation";
    case ObjectKind::invitation: return "/invitations";
    case ObjectKind::member_import: return "/manage/members/import";
    case ObjectKind::issuer: return "/manage/issuers";
    case ObjectKind::purpose: return "/manage/purposes/" + id_text(row.object);
    case ObjectKind::segment: return "/cockpit/segments";
    case ObjectKind::journey:
    case ObjectKind::stage: return "/cockpit/journeys";
    case ObjectKind::plan: return "/cockpit/plans";
    case ObjectKind::task: return "/cockpit/today";
    case ObjectKind::influencer: return "/cockpit/influencers/" + id_text(row.object);
    case ObjectKind::group:
      if (!row.group.empty()) return group_path(row.group);
      break;
    case ObjectKind::unit: return "/units/" + id_text(row.object);
    case ObjectKind::unit_kind: return "/manage/units";
    case ObjectKind::profile_field: return "/manage/profile-fields";
    case ObjectKind::cost: return "/cockpit/return/costs/" + id_text(row.object);
    case ObjectKind::order: return "/cockpit/return/orders/" + id_text(row.object);
    case ObjectKind::assumption: return "/cockpit/return/assumptions";
    case ObjectKind::gain: return "/cockpit/return";
    case ObjectKind::report: return "/cockpit/return/reports/" + id_text(row.object);
    case ObjectKind::space:
      if (const auto* space = visit.spaces->find(SpaceId{row.object})) return space_path(space->slug);
      break;
    case ObjectKind::none:
    case ObjectKind::member:
    case ObjectKind::badge:
    case ObjectKind::sanction:
    case ObjectKind::note:
    case ObjectKind::passkey:
    case ObjectKind::file: break;
  }
  return row.thread && row.object_kind != ObjectKind::member ? "/threads/" + id_text(*row.thread) : member_page(row);
}

json::object activity(const Visit& visit, const ActivityRow& row) {
  return {{"id", id_text(row.id)},
          {"url", visit.origin + page_of(visit, row)},
          {"self", visit.origin + kRoot + "/activities?limit=1&after=" + id_text(row.id.value - 1)},
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

bool is_identifier(std::string_view text) { return parse_id(text).has_value(); }

}  // namespace

http::Response list_activities(Visit& visit) {
  const auto after = parse_id(place_asked(visit, is_identifier)).value_or(0);
  const auto limit = limit_asked(visit, kMaxLimit);
  const auto rows = visit.community.store().read(
      [&](store::Reader& reader) { return reader.all<ActivityRow>(kToldActivities, after, limit, told_until(now())); });
  json::array items;
  for (const auto& row : rows) items.push_back(activity(visit, row));
  const bool full = rows.size() == static_cast<std::size_t>(limit);
  return answer(page(std::move(items), full ? id_text(rows.back().id) : ""));
}

}  // namespace parvis::api
