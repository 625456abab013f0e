#include "community/arriving/member_file.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <unordered_map>

#include "community/members/member.h"
#include "community/members/new_member.h"
#include "community/members/sign_up.h"
#include "core/text/catalogue.h"
#include "core/text/unicode.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxPlace = 80;  // as on the profile

constexpr std::array<std::string_view, 8> kColumns{"none",      "email",  "name",     "first_name",
                                                   "last_name", "handle", "language", "place"};
constexpr std::array<std::string_view, 4> kBases{"none", "consent", "contract", "legitimate_interest"};

template <class Enum, std::size_t N>
std::optional<Enum> parse(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? std::nullopt : std::optional(static_cast<Enum>(found - names.begin()));
}

// How people head the columns of their files, folded.
struct Head {
  std::string_view words;
  ImportColumn column;
};
constexpr std::array kHeads{Head{"email", ImportColumn::email},
                            Head{"e-mail", ImportColumn::email},
                            Head{"mail", ImportColumn::email},
                            Head{"courriel", ImportColumn::email},
                            Head{"email address", ImportColumn::email},
                            Head{"e-mail address", ImportColumn::email},
                            Head{"adresse e-mail", ImportColumn::email},
                            Head{"adresse email", ImportColumn::email},
                            Head{"adresse electronique", ImportColumn::email},
                            Head{"name", ImportColumn::name},
                            Head{"full name", ImportColumn::name},
                            Head{"nom complet", ImportColumn::name},
                            Head{"display name", ImportColumn::name},
                            Head{"first name", ImportColumn::first_name},
                            Head{"firstname", ImportColumn::first_name},
                            Head{"first_name", ImportColumn::first_name},
                            Head{"prenom", ImportColumn::first_name},
                            Head{"given name", ImportColumn::first_name},
                            Head{"last name", ImportColumn::last_name},
                            Head{"lastname", ImportColumn::last_name},
                            Head{"last_name", ImportColumn::last_name},
                            Head{"surname", ImportColumn::last_name},
                            Head{"nom", ImportColumn::last_name},
                            Head{"nom de famille", ImportColumn::last_name},
                            Head{"handle", ImportColumn::handle},
                            Head{"pseudo", ImportColumn::handle},
                            Head{"username", ImportColumn::handle},
                            Head{"identifiant", ImportColumn::handle},
                            Head{"language", ImportColumn::language},
                            Head{"langue", ImportColumn::language},
                            Head{"lang", ImportColumn::language},
                            Head{"place", ImportColumn::place},
                            Head{"city", ImportColumn::place},
                            Head{"town", ImportColumn::place},
                            Head{"ville", ImportColumn::place},
                            Head{"lieu", ImportColumn::place}};

ImportColumn column_of(std::string_view head) {
  const auto folded = name_key(head);
  const auto found = std::ranges::find_if(kHeads, [&](const Head& one) { return name_key(one.words) == folded; });
  return found == kHeads.end() ? ImportColumn::passed_over : found->column;
}

std::string language_of(std::string_view typed) {
  const auto language = text::parse_language(typed);
  return language ? std::string(text::tag(*language)) : std::string();
}

// Sets one value; the message key when it cannot stand.
const char* set_value(ImportedPerson& person, std::string& first, std::string& last, ImportColumn column,
                      const std::string& value) {
  const auto checked = [&](std::size_t most, std::string& into, const char* reason) -> const char* {
    auto text = text::check_text(value, {.max = most});
    if (text.problem) return reason;
    into = std::move(text.value);
    return nullptr;
  };
  switch (column) {
    case ImportColumn::passed_over: return nullptr;
    case ImportColumn::email: {
      auto email = text::check_email(value);
      if (email.problem) return value.empty() ? text::msgid("No address") : text::msgid("This is no e-mail address");
      person.email = std::move(email.value);
      return nullptr;
    }
    case ImportColumn::name:
      return checked(kMaxDisplayName, person.name, text::msgid("The name cannot be read or is too long"));
    case ImportColumn::first_name:
      return checked(kMaxDisplayName, first, text::msgid("The name cannot be read or is too long"));
    case ImportColumn::last_name:
      return checked(kMaxDisplayName, last, text::msgid("The name cannot be read or is too long"));
    case ImportColumn::handle: {
      // A wish: one that may not be is made from the name later.
      auto handle = text::check_handle(value);
      if (!handle.problem && !is_reserved_handle(handle.value)) person.handle = std::move(handle.value);
      return nullptr;
    }
    case ImportColumn::language: person.language = language_of(value); return nullptr;
    case ImportColumn::place:
      return checked(kMaxPlace, person.place, text::msgid("The place cannot be read or is too long"));
  }
  return nullptr;
}

const char* read_person(const text::CsvRow& row, const ImportPlan& plan, ImportedPerson& person) {
  std::string first, last;
  for (std::size_t i = 0; i < std::min(row.size(), plan.columns.size()); ++i) {
    if (const char* reason = set_value(person, first, last, plan.columns[i], row[i])) return reason;
  }
  if (person.email.empty()) return text::msgid("No address");
  if (person.name.empty()) person.name = first + (first.empty() || last.empty() ? "" : " ") + last;
  if (text::count_characters(person.name) > kMaxDisplayName)
    return text::msgid("The name cannot be read or is too long");
  person.email_key = email_key(person.email);
  return nullptr;
}

void fill_up(ImportedPerson& person, ImportedPerson& later) {
  for (auto field :
       {&ImportedPerson::name, &ImportedPerson::handle, &ImportedPerson::language, &ImportedPerson::place}) {
    if ((person.*field).empty()) person.*field = std::move(later.*field);
  }
}

std::int64_t number_of(const json::object& object, const char* key, std::int64_t preset, std::int64_t most) {
  const auto* value = object.if_contains(key);
  return value && value->is_int64() ? std::clamp<std::int64_t>(value->as_int64(), 0, most) : preset;
}

}  // namespace

std::string_view import_column_name(ImportColumn column) { return kColumns[static_cast<std::size_t>(column)]; }
std::optional<ImportColumn> parse_import_column(std::string_view name) { return parse<ImportColumn>(kColumns, name); }
std::string_view legal_basis_name(LegalBasis basis) { return kBases[static_cast<std::size_t>(basis)]; }
std::optional<LegalBasis> parse_legal_basis(std::string_view name) { return parse<LegalBasis>(kBases, name); }

std::string to_json(const ImportPlan& plan) {
  json::array columns;
  for (const auto column : plan.columns) columns.emplace_back(import_column_name(column));
  return json::serialize(json::object{{"columns", std::move(columns)},
                                      {"has_heads", plan.has_heads},
                                      {"refuse_duplicates", plan.duplicates == Duplicates::refused},
                                      {"basis", legal_basis_name(plan.basis)},
                                      {"proof", plan.proof},
                                      {"per_hour", plan.per_hour}});
}

ImportPlan plan_from_json(std::string_view text) {
  ImportPlan plan;
  boost::system::error_code error;
  const auto value = json::parse(text, error);
  if (error || !value.is_object()) return plan;
  const auto& object = value.as_object();
  if (const auto* list = object.if_contains("columns"); list && list->is_array()) {
    for (const auto& name : list->as_array()) {
      const auto* word = name.if_string();
      plan.columns.push_back(word ? parse_import_column(std::string_view(*word)).value_or(ImportColumn::passed_over)
                                  : ImportColumn::passed_over);
    }
  }
  if (const auto* heads = object.if_contains("has_heads"); heads && heads->is_bool()) plan.has_heads = heads->as_bool();
  if (const auto* refused = object.if_contains("refuse_duplicates");
      refused && refused->is_bool() && refused->as_bool()) {
    plan.duplicates = Duplicates::refused;
  }
  if (const auto* basis = object.if_contains("basis"); basis && basis->is_string()) {
    plan.basis = parse_legal_basis(std::string_view(basis->as_string())).value_or(LegalBasis::none);
  }
  if (const auto* proof = object.if_contains("proof"); proof && proof->is_string())
    plan.proof = std::string(proof->as_string());
  plan.per_hour = number_of(object, "per_hour", plan.per_hour, 100'000);
  return plan;
}

ImportPlan guess_plan(const text::CsvRow& first_line) {
  ImportPlan plan;
  plan.has_heads =
      std::ranges::none_of(first_line, [](const std::string& value) { return text::looks_like_email(value); });
  for (const auto& value : first_line) {
    auto column = plan.has_heads                  ? column_of(value)
                  : text::looks_like_email(value) ? ImportColumn::email
                                                  : ImportColumn::passed_over;
    const bool taken =
        column != ImportColumn::passed_over && std::ranges::find(plan.columns, column) != plan.columns.end();
    plan.columns.push_back(taken ? ImportColumn::passed_over : column);
  }
  // « nom » alone is the whole name; beside « prénom » it is the last one.
  const bool has_first = std::ranges::find(plan.columns, ImportColumn::first_name) != plan.columns.end();
  if (!has_first) std::ranges::replace(plan.columns, ImportColumn::last_name, ImportColumn::name);
  return plan;
}

MemberFile read_member_file(std::string_view text, const ImportPlan& plan) {
  MemberFile file;
  text::CsvReader reader(text, text::separator_of(text));
  text::CsvRow row;
  if (plan.has_heads && reader.next(row)) file.heads = row;
  std::unordered_map<std::string, std::size_t> places;
  while (reader.next(row)) {
    ++file.lines;
    ImportedPerson person{.line = reader.line()};
    const char* reason = file.lines > static_cast<std::int64_t>(kMaxImportLines)
                             ? text::msgid("Too many lines in one file")
                             : read_person(row, plan, person);
    if (!reason) {
      const auto [known, is_new] = places.try_emplace(person.email_key, file.people.size());
      if (is_new) {
        file.people.push_back(std::move(person));
        continue;
      }
      if (plan.duplicates == Duplicates::merged) {
        fill_up(file.people[known->second], person);
        ++file.merged;
        continue;
      }
      reason = text::msgid("The same address stands on an earlier line");
    }
    file.refused.push_back({reader.line(), reason, row});
  }
  return file;
}

}  // namespace parvis::community
