#include "cockpit/card/act_list.h"

#include <algorithm>

#include "cockpit/card/act_words.h"
#include "community/card/card_path.h"
#include "community/groups/group.h"
#include "community/page/page.h"
#include "community/page/sentence.h"
#include "community/page/title_words.h"
#include "core/text/dates.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr store::Sql kSegments{
    "select id, case when removed_at is null then slug else '' end, name from segment where id in ("};
constexpr store::Sql kStages{R"(
  select stage.id,
    case when stage.removed_at is null and journey.removed_at is null
      then journey.slug || '/stages/' || stage.slug else '' end, stage.name
  from stage join journey on journey.id = stage.journey where stage.id in ()"};
constexpr store::Sql kGroups{R"(
  select member_group.id, member_group.slug, member_group.name from member_group where member_group.id in ()"};
constexpr store::Sql kOrders{"select id, reference, what from shop_order where id in ("};
constexpr store::Sql kClose{")"};

struct NamedRow {
  std::int64_t id = 0;
  std::string slug, name;
};

std::vector<std::int64_t> objects_of(const std::vector<MemberAct>& acts, ObjectKind kind) {
  std::vector<std::int64_t> ids;
  for (const auto& act : acts) {
    if (act.object_kind == kind) ids.push_back(act.object);
  }
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
  return ids;
}

std::string path_of(const MemberAct& act) {
  if (act.object_kind == ObjectKind::post) return "/posts/" + id_text(act.object);
  return act.thread ? "/threads/" + id_text(act.thread) : "";
}

void write_who(html::Writer& out, const Visit& visit, std::string_view handle, std::string_view name,
               MemberStatus status) {
  if (handle.empty() || status == MemberStatus::former) {
    out.text(visit.tr("a former member"));
  } else {
    out.element("a", {{"href", card_path(handle)}, {"class", "name"}}, name);
  }
}

void write_words(html::Writer& out, const Visit& visit, const MemberAct& act) {
  if (act.title.empty()) {
    out.text(visit.tr("a conversation"));
    return;
  }
  out.open("a", {{"href", path_of(act)}, {"class", "title-link"}});
  write_title_words(out, act.title);
  out.close();
  if (act.hidden) out.element("span", {{"class", "quiet"}}, " " + visit.tr("(hidden since)"));
}

void write_until(html::Writer& out, const Visit& visit, const MemberAct& act) {
  if (act.amount == 0) {
    out.text(visit.tr("until further notice"));
    return;
  }
  const auto day = text::day({act.amount}, visit.language, text::TimeZone::of(visit.time_zone));
  out.text(visit.tr("until {day}", {{"day", day}}));
}

void write_thing(html::Writer& out, const Visit& visit, const MemberAct& act, const Things& things) {
  const auto found = things.find({act.object_kind, act.object});
  if (found == things.end()) {
    out.text(visit.tr("something that is gone"));
  } else if (found->second.path.empty()) {
    out.text(found->second.name);
    out.element("span", {{"class", "quiet"}}, " " + visit.tr("(removed since)"));
  } else {
    out.element("a", {{"href", found->second.path}}, found->second.name);
  }
}

void write_act(html::Writer& out, const Visit& visit, const ActList& list, const MemberAct& act) {
  const bool is_done = list.part == ActPart::done;
  out.open("li", {{"class", "act"}}).open("p");
  if (!is_done && act.other) {
    write_who(out, visit, act.handle, act.name, act.status);
    out.text(" ");
  }
  // Of what was done to them, “somebody” in the words is this member.
  write_parts(out, act_parts(visit.language, act), [&](std::string_view place) {
    if (place == "words") return write_words(out, visit, act);
    if (place == "thing") return write_thing(out, visit, act, list.things);
    if (place == "until") return write_until(out, visit, act);
    if (place == "detail") return static_cast<void>(out.text(act.detail));
    if (!is_done) return static_cast<void>(out.text(list.member.display_name));
    if (act.other) return write_who(out, visit, act.handle, act.name, act.status);
    out.text(visit.tr("a former member"));
  });
  out.close().open("p", {{"class", "meta"}});
  write_time(out, visit, act.at);
  if (const auto* space = visit.spaces->find(act.space)) out.text(" · ").text(space->name.in(visit.language));
  out.close().close();
}

}  // namespace

Things things_of(store::Reader& reader, const Visit& visit, const std::vector<MemberAct>& acts) {
  Things things;
  const auto add = [&](ObjectKind kind, const store::Sql& sql, auto&& thing_of, const store::Sql& only = " ") {
    const auto ids = objects_of(acts, kind);
    if (ids.empty()) return;
    for (const auto& row : reader.all<NamedRow>(sql + store::Sql::numbers(ids) + kClose + only)) {
      things[{kind, row.id}] = thing_of(row);
    }
  };
  add(ObjectKind::segment, kSegments, [](const NamedRow& row) {
    return Thing{row.name, row.slug.empty() ? "" : "/cockpit/segments/" + row.slug};
  });
  add(ObjectKind::stage, kStages, [&](const NamedRow& row) {
    const auto path = row.slug.empty() ? "" : "/cockpit/journeys/" + row.slug;
    return Thing{LocalText::from_json(row.name).in(visit.language), path};
  });
  add(
      ObjectKind::group, kGroups,
      [](const NamedRow& row) {
        return Thing{row.name, group_path(row.slug)};
      },
      only_visible_groups(visit.viewer, "member_group.id", "member_group.door"));
  add(ObjectKind::order, kOrders, [](const NamedRow& row) {
    return Thing{row.name.empty() ? row.slug : row.name, "/cockpit/return/orders/" + id_text(row.id)};
  });
  return things;
}

void write_acts(html::Writer& out, const Visit& visit, const ActList& list) {
  out.open("ul", {{"class", "list acts"}});
  for (const auto& act : list.acts) write_act(out, visit, list, act);
  out.close();
}

}  // namespace parvis::cockpit
