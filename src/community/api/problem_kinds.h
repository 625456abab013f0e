// The kinds of refusals of the API: the one table behind the `type` and `title` of a problem document and behind the
// page that the type's address opens. English, as the API's description is: they are for those who write programs.
// Constant; any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace parvis::community {

struct ProblemKind {
  int status;
  std::string_view name;  // the last segment of the type's address; never changes
  std::string_view title;
  std::string_view advice;  // what it means and what to do
};

std::span<const ProblemKind> problem_kinds();
// The kind a status belongs to: its own, or the general one for faults and for refusals.
const ProblemKind& problem_kind(int status);
// Null when there is none of this name.
const ProblemKind* problem_kind_named(std::string_view name);

inline constexpr char kProblemsPath[] = "/api/v1/problems";
// "https://square.example/api/v1/problems/invalid"
std::string problem_type(std::string_view origin, const ProblemKind& kind);

}  // namespace parvis::community
