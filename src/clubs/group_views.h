// What the pages of groups share: the group an address names, the act of a visit, lines of groups and members, the
// fields of a group. One visit, one writer.
#pragma once

#include "community/groups/membership.h"
#include "community/page/form_words.h"
#include "community/page/page.h"
#include "core/html/form.h"

namespace parvis::clubs {

using community::Group;
using community::Visit;

// {group}: NotFound when this viewer may not know of it.
Group group_asked(const Visit& visit, store::Reader& reader);
Group group_asked(const Visit& visit);
// {asker}: the member of that handle.
community::MemberId member_asked(const Visit& visit);
community::GroupAct group_act(const Visit& visit);
// The form's value=on|off.
bool is_turned_on(const Visit& visit);

// Writes, and makes every page tell of it: the directory of spaces may have changed.
template <class Change>
auto change(const Visit& visit, Change&& rule) {
  const auto act = group_act(visit);
  auto result = visit.community.store().write([&](store::Transaction& transaction) { return rule(transaction, act); });
  visit.community.spaces().reload();
  return result;
}

// Since the commit a page may have been kept and a stream opened by the old list of spaces: they end once more.
void forget_readers_of(const Visit& visit, community::GroupId group);

void write_door_badge(html::Writer& out, const Visit& visit, community::Door door);
void write_group_line(html::Writer& out, const Visit& visit, const Group& group);
// A form of one button.
void write_button(html::Writer& out, const Visit& visit, const std::string& action, std::string_view name,
                  std::string_view value, const std::string& words, std::string_view css_class = "button");
std::string standing_words(const Visit& visit, community::GroupStanding standing);

void write_group_fields(html::Form& form, const Visit& visit);
// What was typed; what is wrong is said in `state`.
community::GroupWords read_group_fields(html::FormState& state);

}  // namespace parvis::clubs
