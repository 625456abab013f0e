#include "demo/demo_files.h"

#include <fmt/format.h>

#include <charconv>

#include "core/assets/assets.h"
#include "core/errors.h"
#include "demo/demo_identity.h"

namespace parvis::demo {
namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0;;) {
    const auto at = text.find(separator, from);
    parts.push_back(text.substr(from, at == std::string_view::npos ? at : at - from));
    if (at == std::string_view::npos) return parts;
    from = at + 1;
  }
}

std::string_view trim(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

std::int64_t number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) {
    throw Fault(fmt::format("demo: '{}' is not a number", text));
  }
  return value;
}

community::Role role_of(std::string_view name) {
  if (name == "administrator") return community::Role::administrator;
  if (name == "manager") return community::Role::manager;
  if (name == "expert") return community::Role::expert;
  if (name == "leader") return community::Role::leader;
  return community::Role::member;
}

// "212d 21:14"
void parse_when(DemoThread& thread, std::string_view value) {
  const auto blank = value.find(' ');
  const auto day = value.substr(0, blank);
  if (blank == std::string_view::npos || !day.ends_with('d')) throw Fault("at: must be like 212d 21:14");
  const auto clock = split(trim(value.substr(blank)), ':');
  if (clock.size() != 2) throw Fault("at: must be like 212d 21:14");
  thread.days_ago = number(day.substr(0, day.size() - 1));
  thread.time_of_day = number(clock[0]) * kHour + number(clock[1]) * kMinute;
}

void parse_header(DemoThread& thread, std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) throw Fault("a header line needs a colon");
  const auto key = trim(line.substr(0, colon));
  const auto value = trim(line.substr(colon + 1));
  if (key == "title") {
    thread.title = value;
  } else if (key == "language") {
    thread.language = text::parse_language(value).value_or(text::Language::fr);
  } else if (key == "tags") {
    for (const auto tag : split(value, ',')) thread.tags.emplace_back(trim(tag));
  } else if (key == "at") {
    parse_when(thread, value);
  } else if (key == "pinned") {
    thread.pinned = value == "yes";
  } else if (key == "closed") {
    thread.closed = value == "yes";
  } else {
    throw Fault(fmt::format("unknown header '{}'", key));
  }
}

// "@@ benedicte +48m accepted" or "@c colombe +20m"
DemoItem parse_item_line(std::string_view line) {
  DemoItem item;
  item.kind = line.starts_with("@c ") ? DemoItem::Kind::comment : DemoItem::Kind::post;
  for (const auto word : split(trim(line.substr(3)), ' ')) {
    if (item.author.empty()) {
      item.author = word;
    } else if (word.starts_with('+')) {
      item.after = parse_offset(word);
    } else if (word == "accepted") {
      item.accepted = true;
    } else if (!word.empty()) {
      throw Fault(fmt::format("unknown word '{}'", word));
    }
  }
  return item;
}

void parse_line(DemoThread& thread, std::string_view line) {
  if (line.starts_with("@@ ") || line.starts_with("@c ")) {
    thread.items.push_back(parse_item_line(line));
  } else if (thread.items.empty()) {
    if (!trim(line).empty()) parse_header(thread, line);
  } else {
    thread.items.back().body.append(line).append(1, '\n');
  }
}

// "demo/threads/questions/003-lyon-nantes.md" → space "questions", slug "lyon-nantes"
void name_thread(DemoThread& thread, std::string_view file_name) {
  const auto parts = split(file_name, '/');
  if (parts.size() < 2) throw Fault("a thread file stands in the folder of its space");
  thread.space = parts[parts.size() - 2];
  auto name = parts.back();
  name.remove_suffix(std::min<std::size_t>(name.size(), 3));
  const auto dash = name.find('-');
  thread.slug = dash == std::string_view::npos ? name : name.substr(dash + 1);
}

}  // namespace

std::int64_t parse_offset(std::string_view text) {
  if (text.size() < 3 || text.front() != '+') throw Fault(fmt::format("'{}' is no offset like +48m", text));
  const auto amount = number(text.substr(1, text.size() - 2));
  switch (text.back()) {
    case 'm': return amount * kMinute;
    case 'h': return amount * kHour;
    case 'd': return amount * kDay;
    default: throw Fault(fmt::format("'{}' is no offset like +48m", text));
  }
}

std::vector<DemoMember> parse_members(std::string_view tsv) {
  std::vector<DemoMember> members;
  for (const auto line : split(tsv, '\n')) {
    if (trim(line).empty()) continue;
    const auto columns = split(line, '\t');
    if (columns.size() < 6) throw Fault(fmt::format("demo/members.tsv: too few columns in '{}'", line));
    DemoMember member;
    member.handle = columns[0];
    member.name = columns[1];
    member.language = text::parse_language(columns[2]).value_or(text::Language::fr);
    member.role = role_of(columns[3]);
    member.joined_days_ago = number(columns[4]);
    member.place = columns[5];
    if (columns.size() > 6) member.biography = trim(columns[6]);
    if (columns.size() > 7) {
      member.portrait = community::parse_portrait(trim(columns[7]));
      if (!member.portrait) throw Fault(fmt::format("demo/members.tsv: no portrait in '{}'", line));
    }
    members.push_back(std::move(member));
  }
  return members;
}

DemoThread parse_thread(std::string_view file_name, std::string_view content) {
  DemoThread thread;
  std::size_t line_number = 0;
  try {
    name_thread(thread, file_name);
    for (const auto line : split(content, '\n')) {
      ++line_number;
      parse_line(thread, line);
    }
    if (thread.items.empty() || thread.title.empty()) throw Fault("no title or no post");
  } catch (const Fault& fault) {
    throw Fault(fmt::format("{}:{}: {}", file_name, line_number, fault.what()));
  }
  for (auto& item : thread.items) item.body = trim(item.body);
  return thread;
}

DemoCommunity read_demo() {
  const auto content_of = [](std::string_view name) {
    const auto* file = assets::find(name);
    if (!file) throw Fault(fmt::format("the program carries no {}", name));
    return file->content();
  };
  DemoCommunity demo;
  read_identity(content_of("demo/community.toml"), demo);
  demo.charter_fr = content_of("demo/charter.fr.md");
  demo.charter_en = content_of("demo/charter.en.md");
  demo.members = parse_members(content_of("demo/members.tsv"));
  for (const auto* file : assets::below("demo/threads/")) {
    demo.threads.push_back(parse_thread(file->name, file->content()));
  }
  return demo;
}

}  // namespace parvis::demo
