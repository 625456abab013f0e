// Writing to a member, for a task of Today or without one: by whom, with what to begin from, and what follows. One
// visit.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "community/letters/letter_turn.h"
#include "community/today/personal_word.h"
#include "community/today/today_list.h"
#include "core/text/catalogue.h"

namespace parvis::community {

// Whom a task is about, for who writes to them.
struct ToWhom {
  Task task;
  Named named;
  MemberFace member;
  text::Language language = text::Language::en;  // theirs
  WordReach reach = WordReach::page;
  Turn turn;            // of a letter
  std::string of_plan;  // what its plan gives to begin from
};
// Nothing when the task is decided, is about nobody, or is about what the viewer may not read.
std::optional<ToWhom> whom_of(store::Reader& reader, const Visit& visit, const Task& task);
// The same by its identifier, also of one that was decided since or has passed; NotFound.
ToWhom to_whom(store::Reader& reader, const Visit& visit, TaskId id);
// What to begin from, in their language.
std::string suggestion_for(const Visit& visit, const ToWhom& whom);

// The words go out in the name of who is signed in, and their task is done; without a task, that they were contacted is
// on record. NotFound when the task is no longer open, or the member gone.
void send_word(store::Transaction& transaction, const Visit& visit, MemberId to, const std::optional<Task>& task,
               std::string_view body);

}  // namespace parvis::community
