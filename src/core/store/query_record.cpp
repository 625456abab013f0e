#include "core/store/query_record.h"

#include <algorithm>

namespace parvis::store {
namespace {

thread_local QueryRecord* innermost = nullptr;

constexpr std::chrono::milliseconds kWorthKeeping{1};
constexpr std::size_t kKept = 5;
constexpr std::size_t kLongestText = 400;

std::string on_one_line(std::string_view sql) {
  std::string line;
  bool blank = true;
  for (const char c : sql) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    if (!space) line += c;
    if (space && !blank) line += ' ';
    blank = space;
  }
  if (line.size() > kLongestText) line = line.substr(0, kLongestText) + "…";
  return line;
}

}  // namespace

QueryRecord::QueryRecord() : outer_(innermost) { innermost = this; }
QueryRecord::~QueryRecord() { innermost = outer_; }

QueryRecord* QueryRecord::current() { return innermost; }

void QueryRecord::note(std::string_view sql, Duration took) {
  ++count_;
  total_ += took;
  if (took < kWorthKeeping || (longest_.size() == kKept && longest_.back().took >= took)) return;
  if (longest_.size() == kKept) longest_.pop_back();
  const auto place = std::ranges::upper_bound(longest_, took, std::greater<>{}, &Query::took);
  longest_.insert(place, {took, on_one_line(sql)});
}

}  // namespace parvis::store
