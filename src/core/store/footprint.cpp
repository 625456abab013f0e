#include "core/store/footprint.h"

#include <algorithm>
#include <array>

namespace parvis::store {
namespace {

constexpr std::array kTableFollows{std::string_view("from"), std::string_view("join"), std::string_view("into"),
                                   std::string_view("update")};
// Behind these a comma names no table any more.
constexpr std::array kListEnds{std::string_view("select"),   std::string_view("where"),  std::string_view("set"),
                               std::string_view("values"),   std::string_view("group"),  std::string_view("order"),
                               std::string_view("having"),   std::string_view("limit"),  std::string_view("union"),
                               std::string_view("except"),   std::string_view("window"), std::string_view("intersect"),
                               std::string_view("returning")};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }
bool is_in_word(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

std::uint32_t hash(std::string_view name) {
  std::uint32_t hash = 2166136261u;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

// Gives the words of a statement one after the other, and its signs as words of one letter; quoted texts and comments
// are passed over.
class Words {
 public:
  explicit Words(std::string_view sql) : sql_(sql) {}

  std::string_view next() {
    while (at_ < sql_.size()) {
      const auto begin = at_;
      if (sql_.substr(at_, 2) == "--") {
        at_ = std::min(sql_.find('\n', at_), sql_.size());
      } else if (sql_[at_] == '\'') {
        at_ = std::min(sql_.find('\'', at_ + 1), sql_.size() - 1) + 1;
      } else if (is_letter(sql_[at_])) {
        while (at_ < sql_.size() && is_in_word(sql_[at_])) ++at_;
        return sql_.substr(begin, at_ - begin);
      } else {
        ++at_;
        if (sql_[begin] > ' ') return sql_.substr(begin, 1);
      }
    }
    return {};
  }

 private:
  std::string_view sql_;
  std::size_t at_ = 0;
};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

std::vector<std::uint32_t> tables_in(std::string_view sql) {
  std::vector<std::uint32_t> tables;
  std::vector<bool> in_list{false};  // of tables, at each depth of brackets
  bool expected = false;
  Words words(sql);
  for (auto word = words.next(); !word.empty(); word = words.next()) {
    if (word == "(") {
      in_list.push_back(false);
    } else if (word == ")") {
      if (in_list.size() > 1) in_list.pop_back();
    } else if (word == ",") {
      expected = in_list.back();
      continue;
    } else if (is_one_of(kTableFollows, word)) {
      in_list.back() = expected = true;
      continue;
    } else if (is_one_of(kListEnds, word)) {
      in_list.back() = false;
    } else if (expected) {
      tables.push_back(hash(word));
    }
    expected = false;
  }
  return tables;
}

// The table after "insert into", "update" or "delete from".
std::optional<std::uint32_t> changed_by(std::string_view sql) {
  Words words(sql);
  const auto verb = words.next();
  if (verb == "update") return hash(words.next());
  const auto preposition = words.next();
  if ((verb == "insert" && preposition == "into") || (verb == "delete" && preposition == "from")) {
    return hash(words.next());
  }
  return std::nullopt;
}

}  // namespace

Footprint::Footprint(std::string_view sql)
    : understood_(std::ranges::none_of(sql, [](char c) { return c == '"' || (c >= 'A' && c <= 'Z'); })),
      tables_(tables_in(sql)),
      changes_(Words(sql).next() != "select"),
      changed_(understood_ ? changed_by(sql) : std::nullopt) {}

bool Footprint::names(std::uint32_t table) const {
  return !understood_ || std::ranges::find(tables_, table) != tables_.end();
}

}  // namespace parvis::store
