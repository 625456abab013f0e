#include "community/activity/staff_change.h"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <map>

namespace parvis::community {
namespace {

namespace json = boost::json;

constexpr store::Sql kLast{"select coalesce(max(activity), 0) from staff_act"};
constexpr store::Sql kInsert{
    "insert into staff_change (id, activity, what, was, became, said) values ($1, $2, $3, $4, $5, $6)"};
constexpr store::Sql kOf{"select activity, what, was, became, said from staff_change where activity in ("};
constexpr store::Sql kInOrder{") order by activity, id"};

struct Sides {
  std::string was, became;
};

ActivityId last_act(store::Reader& reader) { return reader.one<ActivityId>(kLast).value_or(ActivityId{}); }

std::vector<std::string> read_fact(store::Reader& reader, const StaffFact& fact, std::int64_t of) {
  using Row = std::optional<std::string>;
  const bool asks = fact.sql.text().find("$1") != std::string_view::npos;
  std::vector<std::string> rows;
  for (auto& row : asks ? reader.all<Row>(fact.sql, of) : reader.all<Row>(fact.sql)) {
    rows.push_back(std::move(row).value_or(""));
  }
  return rows;
}

std::string cut(std::string text) {
  if (text.size() <= kMaxChangeText) return text;
  std::size_t end = kMaxChangeText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // not inside a character
  return text.substr(0, end) + "…";
}

std::string joined(const std::vector<std::string>& rows) {
  std::string text;
  for (const auto& row : rows) text += (text.empty() ? "" : "\n") + row;
  return text;
}

Sides differences(const std::vector<std::string>& was, const std::vector<std::string>& became) {
  const auto without = [](const std::vector<std::string>& all, const std::vector<std::string>& others) {
    std::vector<std::string> left;
    for (const auto& one : all) {
      if (std::ranges::find(others, one) == others.end()) left.push_back(one);
    }
    return left;
  };
  return {joined(without(was, became)), joined(without(became, was))};
}

std::string words_of(const std::vector<std::string>& rows, std::span<const NumberWords> numbers) {
  if (rows.empty()) return {};
  std::int64_t number = -1;
  std::from_chars(rows[0].data(), rows[0].data() + rows[0].size(), number);
  const auto found = std::ranges::find(numbers, number, &NumberWords::number);
  return found == numbers.end() ? rows[0] : found->words;
}

// Of a JSON of languages, or a list: each text once.
std::string all_of(const json::value& value) {
  std::vector<std::string> texts;
  const auto add = [&](const json::value& one) {
    auto text = one.is_string() ? std::string(one.as_string()) : json::serialize(one);
    if (!text.empty() && std::ranges::find(texts, text) == texts.end()) texts.push_back(std::move(text));
  };
  if (const auto* object = value.if_object()) {
    for (const auto& member : *object) add(member.value());
  } else if (const auto* list = value.if_array()) {
    for (const auto& one : *list) add(one);
  } else {
    add(value);
  }
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : " / ") + text;
  return all;
}

std::string in_languages(const std::vector<std::string>& rows) {
  if (rows.empty()) return {};
  boost::system::error_code error;
  const auto value = json::parse(rows[0], error);
  return error ? rows[0] : all_of(value);
}

json::object settings_in(const std::vector<std::string>& rows) {
  if (rows.empty()) return {};
  boost::system::error_code error;
  auto value = json::parse(rows[0], error);
  return error || !value.is_object() ? json::object() : std::move(value.as_object());
}

class Keeping {
 public:
  Keeping(store::Transaction& transaction, ActivityId act) : transaction_(transaction), act_(act) {}

  void add(std::string_view what, const Sides& sides, Said said) {
    transaction_.run(kInsert, next_id(), act_, what, cut(sides.was), cut(sides.became), said);
  }
  void add_different(std::string_view what, const Sides& sides, Said said) {
    if (sides.was != sides.became) add(what, sides, said);
  }

  void settings(const json::object& was, const json::object& became) {
    static const json::value kNone;
    for (const auto& member : became) {
      const auto* before = was.if_contains(member.key());
      if (before && *before == member.value()) continue;
      setting(member.key(), before ? *before : kNone, member.value());
    }
  }

 private:
  void setting(std::string_view key, const json::value& was, const json::value& became) {
    const auto* known = setting_words(key);
    if (!known) return;  // an instant of its own act, or what only the program reads
    if (!known->is_told) return add(known->words, {}, Said::as_written);
    auto said = Said::as_written;
    const auto side = [&](const json::value& value) -> std::string {
      if (value.is_null()) return {};
      if (value.is_bool()) return said = Said::in_words, value.as_bool() ? "yes" : "no";
      if (!known->numbers.empty()) return said = Said::in_words, words_of({json::serialize(value)}, known->numbers);
      if (const auto* text = value.if_string()) {
        if (const auto* words = value_words(std::string_view(*text))) return said = Said::in_words, words;
      }
      return all_of(value);
    };
    const Sides sides{side(was), side(became)};
    add_different(known->words, sides, said);
  }

  store::Transaction& transaction_;
  ActivityId act_;
};

void keep_fact(Keeping& keeping, const StaffFact& fact, const std::vector<std::string>& was,
               const std::vector<std::string>& became) {
  switch (fact.said) {
    case Said::as_written:
    case Said::in_words: return keeping.add_different(fact.words, {joined(was), joined(became)}, fact.said);
    case Said::by_number:
      return keeping.add_different(fact.words, {words_of(was, fact.numbers), words_of(became, fact.numbers)},
                                   Said::in_words);
    case Said::in_languages:
      return keeping.add_different(fact.words, {in_languages(was), in_languages(became)}, Said::as_written);
    case Said::as_list: return keeping.add_different(fact.words, differences(was, became), Said::as_written);
    case Said::as_words_list: return keeping.add_different(fact.words, differences(was, became), Said::in_words);
    case Said::as_settings: return keeping.settings(settings_in(was), settings_in(became));
  }
}

}  // namespace

StaffChange::StaffChange(store::Reader& reader, Verb verb, std::int64_t of)
    : verb_(verb), of_(of), last_(last_act(reader)) {
  for (const auto& fact : staff_facts()) {
    if (fact.verb == verb) was_.push_back(read_fact(reader, fact, of));
  }
}

void StaffChange::keep(store::Transaction& transaction) const {
  const auto act = last_act(transaction);
  if (!(last_ < act)) return;
  Keeping keeping(transaction, act);
  auto was = was_.begin();
  for (const auto& fact : staff_facts()) {
    if (fact.verb == verb_) keep_fact(keeping, fact, *was++, read_fact(transaction, fact, of_));
  }
}

void note_change(store::Transaction& transaction, const char* what, std::string was, std::string became, Said said) {
  if (const auto act = last_act(transaction)) {
    Keeping(transaction, act).add_different(what, {std::move(was), std::move(became)}, said);
  }
}

std::vector<ChangedFact> changes_of(store::Reader& reader, const std::vector<ActivityId>& acts) {
  if (acts.empty()) return {};
  std::vector<std::int64_t> ids;
  for (const auto act : acts) ids.push_back(act.value);
  return reader.all<ChangedFact>(kOf + store::Sql::numbers(ids) + kInOrder);
}

}  // namespace parvis::community
