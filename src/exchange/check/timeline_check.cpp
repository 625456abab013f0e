#include "exchange/check/timeline_check.h"

namespace parvis::exchange {
namespace {

// How many rows are wrong, and one of them.
struct Wrong {
  std::int64_t count = 0;
  std::optional<std::int64_t> example;
};

struct Rule {
  const char* sentence;  // after the number
  store::Sql count;
};

void apply(store::Reader& reader, const Rule& rule, std::vector<std::string>& problems) {
  const auto wrong = reader.one<Wrong>(rule.count);
  if (!wrong || wrong->count == 0) return;
  problems.push_back(std::to_string(wrong->count) + " " + rule.sentence + ", as " +
                     id_text(wrong->example.value_or(0)));
}

// The numbers are community::ObjectKind.
constexpr const char* kNoObject = "acts are about something that does not exist";
const Rule kTimelineRules[] = {
    {kNoObject, R"(
       select count(*), min(id) from activity where object_kind = 1
         and not exists (select 1 from member where member.id = activity.object))"},
    {kNoObject, R"(
       select count(*), min(id) from activity where object_kind = 2
         and not exists (select 1 from space where space.id = activity.object))"},
    {kNoObject, R"(
       select count(*), min(id) from activity where object_kind = 3
         and not exists (select 1 from thread where thread.id = activity.object))"},
    {kNoObject, R"(
       select count(*), min(id) from activity where object_kind = 4
         and not exists (select 1 from post where post.id = activity.object))"},
    {kNoObject, R"(
       select count(*), min(id) from activity where object_kind = 5
         and not exists (select 1 from comment where comment.id = activity.object))"},
    {kNoObject, R"(
       select count(*), min(id) from activity where object_kind = 6
         and not exists (select 1 from tag where tag.id = activity.object))"},
    {kNoObject, R"(
       select count(*), min(id) from activity where object_kind = 7
         and not exists (select 1 from badge where badge.id = activity.object))"},
    {kNoObject, R"(
       select count(*), min(id) from activity where object_kind = 8
         and not exists (select 1 from charter where charter.version = activity.object))"},
    {"acts have an actor who does not exist", R"(
       select count(*), min(id) from activity where actor is not null
         and not exists (select 1 from member where member.id = activity.actor))"},
    {"acts concern a member who does not exist", R"(
       select count(*), min(id) from activity where counterpart is not null
         and not exists (select 1 from member where member.id = activity.counterpart))"},
    {"acts are in a space that does not exist", R"(
       select count(*), min(id) from activity where space is not null
         and not exists (select 1 from space where space.id = activity.space))"},
    {"acts are in a thread that does not exist", R"(
       select count(*), min(id) from activity where thread is not null
         and not exists (select 1 from thread where thread.id = activity.thread))"},
};

const Rule kPostRules[] = {
    {"threads have posts with missing numbers", R"(
       select count(*), min(thread) from (
         select thread from (select thread, number from post union select thread, number from former_place) numbers
         group by thread having min(number) <> 1 or max(number) <> count(*)) gaps)"},
    {"addresses of posts lead to two of them", R"(
       select count(*), min(post.id) from former_place
         join post on post.thread = former_place.thread and post.number = former_place.number
         where post.id <> former_place.post)"},
    {"replies are older than the one before them", R"(
       select count(*), min(later.id) from post later
       join post earlier on earlier.thread = later.thread and earlier.number = later.number - 1
       where later.number > 2 and later.created_at < earlier.created_at)"},
    {"threads have a solution that is not theirs", R"(
       select count(*), min(thread.id) from thread where solution is not null
         and exists (select 1 from post where post.thread = thread.id)
         and not exists (select 1 from post where post.id = thread.solution and post.thread = thread.id))"},
};

}  // namespace

std::vector<std::string> check_timeline(store::Reader& reader) {
  std::vector<std::string> problems;
  for (const auto& rule : kTimelineRules) apply(reader, rule, problems);
  return problems;
}

std::vector<std::string> check_post_numbers(store::Reader& reader) {
  std::vector<std::string> problems;
  for (const auto& rule : kPostRules) apply(reader, rule, problems);
  return problems;
}

}  // namespace parvis::exchange
