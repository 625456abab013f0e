#include "community/activity/staff_acts.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/store/gather.h"

namespace parvis::community {
namespace {

using enum DoneTo;
using enum Staff;
using enum ToldTo;

constexpr std::array kStaffVerbs{StaffVerb{Verb::post_edited, words, to_anothers, everybody},
                                 StaffVerb{Verb::post_deleted, words, to_anothers, everybody},
                                 StaffVerb{Verb::post_restored, words, to_anothers, everybody},
                                 StaffVerb{Verb::comment_deleted, words, to_anothers, everybody},
                                 StaffVerb{Verb::comment_restored, words, to_anothers, everybody},
                                 StaffVerb{Verb::thread_retitled, words, to_anothers},
                                 StaffVerb{Verb::thread_tagged, words, to_anothers},
                                 StaffVerb{Verb::thread_moved, words, to_anothers, everybody},
                                 StaffVerb{Verb::thread_closed, words, to_anothers, everybody},
                                 StaffVerb{Verb::thread_reopened, words, to_anothers, everybody},
                                 StaffVerb{Verb::thread_pinned, words, to_anothers},
                                 StaffVerb{Verb::thread_unpinned, words, to_anothers},
                                 StaffVerb{Verb::thread_related, words, to_anothers},
                                 StaffVerb{Verb::thread_unrelated, words, to_anothers},
                                 StaffVerb{Verb::thread_deleted, words, to_anothers, everybody},
                                 StaffVerb{Verb::thread_restored, words, to_anothers, everybody},
                                 StaffVerb{Verb::let_through, words},
                                 StaffVerb{Verb::turned_down, words},
                                 StaffVerb{Verb::left_standing, words},
                                 StaffVerb{Verb::decision_undone, words},
                                 StaffVerb{Verb::slow_mode_set, words, always, everybody},
                                 StaffVerb{Verb::thread_split, words, always, everybody},
                                 StaffVerb{Verb::threads_merged, words, always, everybody},
                                 StaffVerb{Verb::file_removed, words, to_anothers},

                                 StaffVerb{Verb::role_changed, members},
                                 StaffVerb{Verb::custom_role_given, members},
                                 StaffVerb{Verb::custom_role_taken, members},
                                 StaffVerb{Verb::warned, members, always, everybody},
                                 StaffVerb{Verb::silenced, members, always, everybody},
                                 StaffVerb{Verb::suspended, members, always, everybody},
                                 StaffVerb{Verb::excluded, members, always, everybody},
                                 StaffVerb{Verb::sanction_lifted, members, always, everybody},
                                 StaffVerb{Verb::appeal_refused, members},
                                 StaffVerb{Verb::appeal_granted, members},
                                 StaffVerb{Verb::note_written, members},
                                 StaffVerb{Verb::note_removed, members},
                                 StaffVerb{Verb::let_in, members},
                                 StaffVerb{Verb::not_let_in, members},
                                 StaffVerb{Verb::second_factor_removed, members, to_anothers},
                                 StaffVerb{Verb::group_admitted, members},
                                 StaffVerb{Verb::group_turned_away, members},
                                 StaffVerb{Verb::group_removed, members},
                                 StaffVerb{Verb::group_standing_given, members},
                                 StaffVerb{Verb::stage_set, members},
                                 StaffVerb{Verb::plan_assigned, members, to_anothers},
                                 StaffVerb{Verb::plan_ended, members, to_anothers},
                                 StaffVerb{Verb::contacted, members},
                                 StaffVerb{Verb::thanked, members},
                                 StaffVerb{Verb::circle_changed, members},
                                 StaffVerb{Verb::card_noted, members},
                                 StaffVerb{Verb::leader_scored, members},
                                 StaffVerb{Verb::circle_chosen, members},

                                 StaffVerb{Verb::space_created, community},
                                 StaffVerb{Verb::space_changed, community},
                                 StaffVerb{Verb::space_closed, community},
                                 StaffVerb{Verb::space_reopened, community},
                                 StaffVerb{Verb::charter_published, community},
                                 StaffVerb{Verb::community_changed, community},
                                 StaffVerb{Verb::custom_role_made, community},
                                 StaffVerb{Verb::custom_role_changed, community},
                                 StaffVerb{Verb::custom_role_removed, community},
                                 StaffVerb{Verb::trust_changed, community},
                                 StaffVerb{Verb::watch_changed, community},
                                 StaffVerb{Verb::moderation_changed, community},
                                 StaffVerb{Verb::raid_mode_on, community, always, everybody},
                                 StaffVerb{Verb::raid_mode_off, community, always, everybody},
                                 StaffVerb{Verb::invitation_made, community},
                                 StaffVerb{Verb::invitation_ended, community},
                                 StaffVerb{Verb::arriving_changed, community},
                                 StaffVerb{Verb::members_imported, community},
                                 StaffVerb{Verb::import_ended, community},
                                 StaffVerb{Verb::issuer_changed, community},
                                 StaffVerb{Verb::file_rules_changed, community},
                                 StaffVerb{Verb::purpose_changed, community},
                                 StaffVerb{Verb::purpose_ended, community},
                                 StaffVerb{Verb::retention_changed, community},
                                 StaffVerb{Verb::group_founded, community},
                                 StaffVerb{Verb::group_changed, community},
                                 StaffVerb{Verb::group_ended, community},
                                 StaffVerb{Verb::group_letter_sent, community},
                                 StaffVerb{Verb::unit_made, community},
                                 StaffVerb{Verb::unit_changed, community},
                                 StaffVerb{Verb::unit_removed, community},
                                 StaffVerb{Verb::units_imported, community},
                                 StaffVerb{Verb::unit_kind_changed, community},
                                 StaffVerb{Verb::profile_field_changed, community},
                                 StaffVerb{Verb::segment_made, community},
                                 StaffVerb{Verb::segment_changed, community},
                                 StaffVerb{Verb::segment_removed, community},
                                 StaffVerb{Verb::segment_letter_sent, community},
                                 StaffVerb{Verb::journey_changed, community},
                                 StaffVerb{Verb::plan_made, community},
                                 StaffVerb{Verb::plan_removed, community},
                                 StaffVerb{Verb::influencer_changed, community},
                                 StaffVerb{Verb::cost_recorded, community},
                                 StaffVerb{Verb::cost_changed, community},
                                 StaffVerb{Verb::assumption_changed, community}};

template <class Wanted>
store::Sql numbers_of(Wanted&& wanted) {
  std::vector<std::int64_t> numbers;
  for (const auto& one : kStaffVerbs) {
    if (wanted(one)) numbers.push_back(static_cast<std::int64_t>(one.verb));
  }
  return store::Sql::numbers(numbers);
}

template <class Wanted>
store::Sql among(Wanted&& wanted) {
  return store::Sql(" and activity.verb in (") + numbers_of(wanted) + store::Sql(") ");
}

const store::Sql& of_staff() {
  static const auto kOfStaff =
      store::Sql("(activity.verb in (") + numbers_of([](const StaffVerb& one) { return one.staff == always; }) +
      store::Sql(") or (activity.counterpart is not null and activity.verb in (") +
      numbers_of([](const StaffVerb& one) { return one.staff == to_anothers; }) + store::Sql(")))");
  return kOfStaff;
}

constexpr store::Gathered kNote{"insert into staff_act (activity) values ($1)"};
constexpr store::Sql kMissing{R"(
  select count(*) from activity
  where not exists (select 1 from staff_act where staff_act.activity = activity.id) and )"};
constexpr store::Sql kListed{"select count(*) from staff_act"};
constexpr store::Sql kAll{"select count(*) from activity where "};
constexpr store::Sql kEmpty{"delete from staff_act"};
constexpr store::Sql kFill{"insert into staff_act (activity) select activity.id from activity where "};

}  // namespace

std::span<const StaffVerb> staff_verbs() { return kStaffVerbs; }

bool is_staff_act(const Activity& activity) {
  const auto found = std::ranges::find(kStaffVerbs, activity.verb, &StaffVerb::verb);
  if (found == kStaffVerbs.end()) return false;
  return found->staff == always || activity.counterpart;
}

store::Sql where_done_to(DoneTo done_to) {
  return among([&](const StaffVerb& one) { return one.done_to == done_to; });
}

store::Sql where_told_to_everybody() {
  return among([](const StaffVerb& one) { return one.told_to == everybody; });
}

void note_staff_act(store::Transaction& transaction, ActivityId act) { store::gather(transaction, kNote, act); }

std::int64_t wrong_staff_acts(store::Reader& reader) {
  const auto missing = reader.one<std::int64_t>(kMissing + of_staff()).value_or(0);
  const auto listed = reader.one<std::int64_t>(kListed).value_or(0);
  const auto all = reader.one<std::int64_t>(kAll + of_staff()).value_or(0);
  return missing + std::max<std::int64_t>(listed + missing - all, 0);
}

std::int64_t refold_staff_acts(store::Transaction& transaction) {
  const auto wrong = wrong_staff_acts(transaction);
  if (wrong == 0) return 0;
  transaction.run(kEmpty);
  transaction.run(kFill + of_staff());
  return wrong;
}

}  // namespace parvis::community
