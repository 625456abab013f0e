// Tags: short names members give to threads, made when first used. A tag is shown to those who may read a thread that
// carries it, with the count of the threads they may read. Rules run inside the given transaction.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/threads/act.h"
#include "community/threads/outcome.h"
#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

inline constexpr std::size_t kMaxTags = 5;        // what a list can show and a reader take in
inline constexpr std::size_t kMaxTagLength = 35;  // the longest of the tags of Stack Exchange

struct Tag {
  TagId id;
  std::string name;
  std::string key;  // folded name, for addresses: "c++", "pneus-gravel"
  std::string description;
  std::int64_t threads = 0;  // that the viewer may read
};

// How a tag's name is folded so that "Pneus Gravel" and "pneus-gravel" are one: lower case, blanks as hyphens.
std::string tag_key(std::string_view name);
// "gravel, pneus; Été" → the names, split at commas, semicolons and line ends, each once. Without checks.
std::vector<std::string> split_tags(std::string_view typed);
// The names to store, or mistakes about "tags": too many, too long, characters that cannot stand in one.
Outcome<std::vector<std::string>> check_tags(const std::vector<std::string>& names);

// Gives the thread exactly these tags: its author, or who moderates its space. Kept in the first post's history.
void retag(store::Transaction& transaction, const Act& act, ThreadId thread, const std::vector<std::string>& names,
           const std::string& reason = "");

// NotFound when no thread that the viewer may read carries it.
Tag find_tag(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, std::string_view key);
// The most used first.
std::vector<Tag> list_tags(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, int limit = 500);
// Tags whose key begins with the folded `prefix`, the most used first.
std::vector<Tag> complete_tag(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces,
                              std::string_view prefix, int limit = 8);
// By name without accents, as people look for them: "échappée" before "weekend".
void sort_by_name(std::vector<Tag>& tags);
// Of one thread, by name.
std::vector<Tag> tags_of(store::Reader& reader, ThreadId thread);

}  // namespace parvis::community
