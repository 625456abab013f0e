// The words of a task, in a reader's language: its reason in one sentence, what to do, and a suggested personal text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/today/task.h"
#include "core/text/catalogue.h"

namespace parvis::community {

// "Welcome", "Answer"; for the badge.
std::string kind_words(text::Language language, TaskKind kind);
// With {member} and {thread} as places.
std::vector<text::Part> reason_parts(text::Language language, const Task& task);
// The figures in those parts, by name.
std::string figure_in(text::Language language, const Task& task, std::string_view place);

// The same as one sentence, for who reads no links.
std::string reason_sentence(text::Language language, const Task& task, std::string_view member,
                            std::string_view thread);

// For programs: "newcomer", "late_question"; nothing for what is none.
std::string_view kind_name(TaskKind kind);
std::optional<TaskKind> parse_task_kind(std::string_view name);

struct Suggestion {
  std::string name;    // of whom it is written to
  std::string thread;  // title of the conversation; may be empty
  std::string author;  // who writes
  std::string community;
};
// In the language of whom it is written to.
std::string suggested_text(text::Language language, const Task& task, const Suggestion& about);
// Is it thanks that are owed, rather than a word?
bool is_thanks(TaskKind kind);

}  // namespace parvis::community
