// A file of members, read: which column says what, whom its lines name, which lines are refused and why. Pure; nothing
// here knows of the database.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/errors.h"
#include "core/text/csv.h"
#include "core/text/language.h"

namespace parvis::community {

inline constexpr std::size_t kMaxImportLines = 100'000;
inline constexpr std::size_t kMaxImportBytes = 15 * 1024 * 1024;

enum class ImportColumn {
  passed_over = 0,
  email = 1,
  name = 2,
  first_name = 3,
  last_name = 4,
  handle = 5,
  language = 6,
  place = 7
};
std::string_view import_column_name(ImportColumn column);  // "email", "first_name", …
std::optional<ImportColumn> parse_import_column(std::string_view name);

// Somebody named twice: their lines are taken together, the first filled up from the later ones; or the later ones are
// refused.
enum class Duplicates { merged, refused };
// Why the community may write to these people (GDPR article 6).
enum class LegalBasis { none = 0, consent = 1, contract = 2, legitimate_interest = 3 };
std::string_view legal_basis_name(LegalBasis basis);
std::optional<LegalBasis> parse_legal_basis(std::string_view name);

struct ImportPlan {
  std::vector<ImportColumn> columns;
  bool has_heads = true;  // the first line names the columns
  Duplicates duplicates = Duplicates::merged;
  LegalBasis basis = LegalBasis::none;
  std::string proof;            // where the basis is on record, in the manager's words
  std::int64_t per_hour = 600;  // invitations
};
std::string to_json(const ImportPlan& plan);
ImportPlan plan_from_json(std::string_view json);
// What the heads of the columns suggest, in English and French.
ImportPlan guess_plan(const text::CsvRow& first_line);

struct ImportedPerson {
  std::string email, email_key, name, handle, language, place;
  std::size_t line = 0;
};
// The reason is a message key.
struct RefusedLine {
  std::size_t line = 0;
  const char* reason = "";
  text::CsvRow values;
};
struct MemberFile {
  text::CsvRow heads;  // empty when the first line names nothing
  std::vector<ImportedPerson> people;
  std::vector<RefusedLine> refused;
  std::int64_t lines = 0;  // but the heads
  std::int64_t merged = 0;
  std::int64_t known = 0;  // left out afterwards: they have an account
};
MemberFile read_member_file(std::string_view text, const ImportPlan& plan);

}  // namespace parvis::community
