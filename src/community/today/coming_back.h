// What counts as reaching somebody and as their coming back, in one place. They are reached by a word of the team, a
// letter of a plan too, or by a step of a plan that was done for them. They come back when within fourteen days
// somebody signed in (4), opened a conversation (20), replied (21), commented (22), reacted (40) or voted (42). A
// session lasts for weeks, so that who reads without signing in anew is not seen: said beside the figures. Pure; any
// thread.
#pragma once

#include "core/store/sql.h"

namespace parvis::community {

// Two columns of a statement: the first such act of `member` after `at`, or null, and when the fourteen days end. Both
// name columns of what the statement reads.
inline store::Sql back_and_until(const store::Sql& member, const store::Sql& at) {
  return store::Sql("(select min(activity.at) from activity where activity.actor = ") + member +
         " and activity.verb in (4, 20, 21, 22, 40, 42) and activity.at > " + at + " and activity.at <= " + at +
         " + 1209600000000) as back, " + at + " + 1209600000000 as until ";
}

// A condition: `member` was reached after `from` and before `until`. 13: a step of a plan, 2: done.
inline store::Sql reached_between(const store::Sql& member, const store::Sql& from, const store::Sql& until) {
  return store::Sql("(exists (select 1 from personal_word where personal_word.member = ") + member +
         " and personal_word.written_at > " + from + " and personal_word.written_at < " + until +
         ") or exists (select 1 from task as step where step.member = " + member +
         " and step.kind = 13 and step.state = 2 and step.decided_at > " + from + " and step.decided_at < " + until +
         "))";
}

}  // namespace parvis::community
