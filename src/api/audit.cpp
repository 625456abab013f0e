// What staff did, for programs: each act with its reason and with what it changed, before and after. Read only; for who
// manages the community.
#include "community/moderation/audit.h"

#include "api/handlers.h"
#include "api/input.h"
#include "api/objects.h"
#include "community/activity/staff_change.h"

namespace parvis::api {

using namespace community;

namespace {

constexpr std::string_view kOn[] = {"everything", "words", "members", "community"};  // as ActsOn

bool is_identifier(std::string_view text) { return parse_id(text).has_value(); }

std::optional<MemberId> member_asked(const Visit& visit, store::Reader& reader, const char* name) {
  const auto handle = visit.request.query.get(name);
  if (handle.empty()) return std::nullopt;
  const auto member = find_member(reader, handle);
  if (!member) throw BadRequest({"There is no member “{words}”.", {{"words", std::string(handle)}}});
  return member->id;
}

ActsOn on_asked(const Visit& visit) {
  const auto asked = visit.request.query.get("on");
  if (asked.empty()) return ActsOn::everything;
  const auto found = std::ranges::find(kOn, asked);
  if (found == std::end(kOn)) throw BadRequest({"There is no kind called “{kind}”.", {{"kind", std::string(asked)}}});
  return static_cast<ActsOn>(found - std::begin(kOn));
}

template <class SomeId>
json::value id_or_null(SomeId id) {
  return id ? json::value(id_text(id)) : json::value(nullptr);
}

json::value somebody(const Visit& visit, MemberId id, const std::string& handle, const std::string& name) {
  return id && !handle.empty() ? json::value(person(visit, {id, handle, name})) : json::value(nullptr);
}

json::object act_object(const Visit& visit, const StaffAct& act, const std::vector<ChangedFact>& changes) {
  json::array changed;
  for (const auto& change : changes) {
    if (change.act != act.id) continue;
    changed.push_back(json::object{{"what", change.what}, {"before", change.was}, {"after", change.became}});
  }
  return {{"id", id_text(act.id)},
          {"url", visit.origin + "/manage/audit"},
          {"at", instant(act.at)},
          {"by", somebody(visit, act.actor, act.actor_handle, act.actor_name)},
          {"verb", verb_name(act.verb)},
          {"about", somebody(visit, act.about, act.about_handle, act.about_name)},
          {"object_kind", object_kind_name(act.object_kind)},
          {"object", act.object ? json::value(id_text(act.object)) : json::value(nullptr)},
          {"space", id_or_null(act.space)},
          {"thread", id_or_null(act.thread)},
          {"title", act.thread_title},
          {"influencer", act.influencer},
          {"ground", act.ground == Ground::none ? json::value(nullptr) : json::value(ground_name(act.ground))},
          {"detail", act.detail},
          {"amount", act.amount},
          {"changes", std::move(changed)}};
}

}  // namespace

http::Response list_audit(Visit& visit) {
  AuditQuery query{.on = on_asked(visit), .actor = {}, .about = {}, .from = {}, .until = {}, .before = {}};
  query.before = {parse_id(place_asked(visit, is_identifier)).value_or(0)};
  const auto limit = limit_asked(visit, kActsPerPage);
  return visit.community.store().read([&](store::Reader& reader) {
    query.actor = member_asked(visit, reader, "by");
    query.about = member_asked(visit, reader, "about");
    const auto acts = staff_acts(reader, query, limit);
    std::vector<ActivityId> ids;
    for (const auto& act : acts) ids.push_back(act.id);
    const auto changes = changes_of(reader, ids);
    json::array items;
    for (const auto& act : acts) items.push_back(act_object(visit, act, changes));
    const bool full = acts.size() == static_cast<std::size_t>(limit);
    return answer(page(std::move(items), full ? id_text(acts.back().id) : ""));
  });
}

}  // namespace parvis::api
