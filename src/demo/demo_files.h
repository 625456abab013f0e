// The demo community as its files tell it (demo/README.md says their form), read from inside the program. Values only.
// A file that does not keep the form is a Fault with its name and line: the files are ours.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/identity.h"
#include "community/members/portrait.h"
#include "community/types.h"
#include "core/text/language.h"

namespace parvis::demo {

struct DemoMember {
  std::string handle, name, place, biography;
  text::Language language = text::Language::fr;
  community::Role role = community::Role::member;
  std::int64_t joined_days_ago = 0;
  std::optional<community::Portrait> portrait;
};

// One post or comment. `after` is the time since the item just above in the file, in microseconds.
struct DemoItem {
  enum class Kind { post, comment } kind = Kind::post;
  std::string author;
  std::int64_t after = 0;
  bool accepted = false;
  std::string body;
};

struct DemoThread {
  std::string space;
  std::string slug;  // the file's name without number and ending; what "thread:slug" links name
  std::string title;
  text::Language language = text::Language::fr;
  std::vector<std::string> tags;
  std::int64_t days_ago = 0;
  std::int64_t time_of_day = 0;  // microseconds since midnight, local time
  bool pinned = false;
  bool closed = false;
  std::vector<DemoItem> items;  // the first is the opening post
};

struct DemoCommunity {
  community::Identity identity;
  std::vector<community::NewSpace> spaces;
  std::string charter_fr, charter_en;
  std::vector<DemoMember> members;
  std::vector<DemoThread> threads;
};

DemoCommunity read_demo();

std::vector<DemoMember> parse_members(std::string_view tsv);
DemoThread parse_thread(std::string_view file_name, std::string_view content);
// "+48m", "+9h", "+2d" in microseconds; throws Fault for anything else.
std::int64_t parse_offset(std::string_view text);

}  // namespace parvis::demo
