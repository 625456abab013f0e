#include "core/text/diff.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace parvis::text {
namespace {

constexpr int kMostEdits = 1000;             // beyond, the reader sees two texts, not changes
constexpr std::size_t kMostPieces = 60'000;  // a 64 kB text of single letters has as many

using Pieces = std::vector<std::string_view>;
using Kind = Change::Kind;
struct Step {
  Kind kind;
  std::string_view text;
};
using Script = std::vector<Step>;

bool is_blank(std::string_view piece) { return piece.find_first_not_of(" \t") == std::string_view::npos; }

// Words, stretches of blanks, and line ends.
Pieces in_words(std::string_view text) {
  const auto kind = [](char c) { return c == '\n' ? 2 : c == ' ' || c == '\t' ? 1 : 0; };
  Pieces pieces;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && kind(text[at]) != 2 && kind(text[end]) == kind(text[at])) ++end;
    pieces.push_back(text.substr(at, end - at));
    at = end;
  }
  return pieces;
}

Pieces in_lines(std::string_view text) {
  Pieces pieces;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size() - 1) + 1;
    pieces.push_back(text.substr(at, end - at));
    at = end;
  }
  return pieces;
}

// Equal pieces get equal numbers, so that the search compares integers.
std::vector<int> numbered(const Pieces& pieces, std::unordered_map<std::string_view, int>& numbers) {
  std::vector<int> out;
  out.reserve(pieces.size());
  for (const auto piece : pieces) out.push_back(numbers.emplace(piece, static_cast<int>(numbers.size())).first->second);
  return out;
}

// The furthest points reached by each number of edits, on each diagonal (index: diagonal + edits).
using Trace = std::vector<std::vector<int>>;

std::optional<Trace> search(const std::vector<int>& a, const std::vector<int>& b) {
  const int n = static_cast<int>(a.size());
  const int m = static_cast<int>(b.size());
  Trace trace;
  for (int edits = 0; edits <= std::min(n + m, kMostEdits); ++edits) {
    std::vector<int> reached(static_cast<std::size_t>(2 * edits + 1), -1);
    for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
      int x = 0;
      if (edits > 0) {
        const auto& last = trace.back();
        const auto at = [&](int d) {
          return d < 1 - edits || d > edits - 1 ? -1 : last[static_cast<std::size_t>(d + edits - 1)];
        };
        const int right = at(diagonal - 1);
        const int down = at(diagonal + 1);
        x = diagonal == -edits || (diagonal != edits && right < down) ? down : right + 1;
      }
      int y = x - diagonal;
      while (x < n && y < m && y >= 0 && a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(y)]) ++x, ++y;
      reached[static_cast<std::size_t>(diagonal + edits)] = x;
      if (x >= n && y >= m) {
        trace.push_back(std::move(reached));
        return trace;
      }
    }
    trace.push_back(std::move(reached));
  }
  return std::nullopt;
}

// Walks the trace back from the end.
Script script_of(const Trace& trace, const Pieces& a, const Pieces& b) {
  Script script;
  int x = static_cast<int>(a.size());
  int y = static_cast<int>(b.size());
  const auto keep = [&] { script.push_back({Kind::kept, a[static_cast<std::size_t>(--x)]}), --y; };
  for (int edits = static_cast<int>(trace.size()) - 1; edits > 0; --edits) {
    const auto& last = trace[static_cast<std::size_t>(edits - 1)];
    const auto at = [&](int d) {
      return d < 1 - edits || d > edits - 1 ? -1 : last[static_cast<std::size_t>(d + edits - 1)];
    };
    const int diagonal = x - y;
    const bool down = diagonal == -edits || (diagonal != edits && at(diagonal - 1) < at(diagonal + 1));
    const int from_x = down ? at(diagonal + 1) : at(diagonal - 1);
    const int from_y = from_x - (down ? diagonal + 1 : diagonal - 1);
    while (x > from_x + (down ? 0 : 1) && y > from_y + (down ? 1 : 0)) keep();
    if (down) {
      script.push_back({Kind::added, b[static_cast<std::size_t>(--y)]});
    } else {
      script.push_back({Kind::removed, a[static_cast<std::size_t>(--x)]});
    }
  }
  while (x > 0 && y > 0) keep();
  std::ranges::reverse(script);
  return script;
}

std::optional<Script> compare(const Pieces& a, const Pieces& b) {
  if (a.size() + b.size() > 2 * kMostPieces) return std::nullopt;
  const auto [end_a, end_b] = std::ranges::mismatch(a, b);
  const auto same = static_cast<std::size_t>(end_a - a.begin());
  std::size_t same_tail = 0;
  const std::size_t rest = std::min(a.size(), b.size()) - same;
  while (same_tail < rest && a[a.size() - 1 - same_tail] == b[b.size() - 1 - same_tail]) ++same_tail;
  const Pieces middle_a(end_a, a.end() - static_cast<std::ptrdiff_t>(same_tail));
  const Pieces middle_b(end_b, b.end() - static_cast<std::ptrdiff_t>(same_tail));
  std::unordered_map<std::string_view, int> numbers;
  const auto trace = search(numbered(middle_a, numbers), numbered(middle_b, numbers));
  if (!trace) return std::nullopt;
  Script script;
  for (std::size_t i = 0; i < same; ++i) script.push_back({Kind::kept, a[i]});
  const Script middle = script_of(*trace, middle_a, middle_b);
  script.insert(script.end(), middle.begin(), middle.end());
  for (std::size_t i = a.size() - same_tail; i < a.size(); ++i) script.push_back({Kind::kept, a[i]});
  return script;
}

void append(std::vector<Change>& changes, Kind kind, std::string_view text) {
  if (text.empty()) return;
  if (!changes.empty() && changes.back().kind == kind) {
    changes.back().text.append(text);
  } else {
    changes.push_back({kind, std::string(text)});
  }
}

// Neighbouring changes become one removal and one addition; a blank between two changes belongs to both, since
// "a b" → "c d" is one change and not two.
std::vector<Change> gathered(const Script& script) {
  std::vector<Change> changes;
  for (std::size_t i = 0; i < script.size();) {
    std::string removed, added;
    for (; i < script.size(); ++i) {
      const bool between = !(removed.empty() && added.empty()) && is_blank(script[i].text) && i + 1 < script.size() &&
                           script[i + 1].kind != Kind::kept;
      if (script[i].kind == Kind::kept && !between) break;
      if (script[i].kind != Kind::added) removed.append(script[i].text);
      if (script[i].kind != Kind::removed) added.append(script[i].text);
    }
    append(changes, Kind::removed, removed);
    append(changes, Kind::added, added);
    for (; i < script.size() && script[i].kind == Kind::kept; ++i) append(changes, Kind::kept, script[i].text);
  }
  return changes;
}

}  // namespace

std::vector<Change> difference(std::string_view before, std::string_view after) {
  if (const auto script = compare(in_words(before), in_words(after))) return gathered(*script);
  if (const auto script = compare(in_lines(before), in_lines(after))) return gathered(*script);
  return gathered({{Kind::removed, before}, {Kind::added, after}});
}

}  // namespace parvis::text
