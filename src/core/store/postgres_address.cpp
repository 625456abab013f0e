#include "core/store/postgres_address.h"

#include <algorithm>

#include "core/errors.h"

namespace parvis::store {
namespace {

constexpr std::size_t kMaxName = 50;  // PostgreSQL cuts at 63; a demo in the making adds to it
constexpr std::string_view kSchema = "schema=";

bool is_plain_name(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  return !name.empty() && name.size() <= kMaxName && is_letter(name.front()) && !name.starts_with("pg_") &&
         std::ranges::all_of(name, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

}  // namespace

bool is_postgres_address(std::string_view text) {
  return text.starts_with("postgresql://") || text.starts_with("postgres://");
}

PostgresAddress parse_postgres_address(std::string_view text) {
  if (!is_postgres_address(text)) throw Fault("An address of PostgreSQL begins with postgresql://");
  PostgresAddress parsed;
  const auto question = text.find('?');
  parsed.address = text.substr(0, question);
  char joint = '?';
  for (auto rest = question == text.npos ? std::string_view() : text.substr(question + 1); !rest.empty();) {
    const auto option = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(option.size() + 1, rest.size()));
    if (option.starts_with(kSchema)) {
      parsed.schema = option.substr(kSchema.size());
      continue;
    }
    parsed.address.append(1, joint).append(option);
    joint = '&';
  }
  if (!is_plain_name(parsed.schema)) {
    throw Fault("The schema in the database's address is '" + parsed.schema +
                "': write lower-case letters, digits and underscores, such as schema=square.");
  }
  return parsed;
}

std::string PostgresAddress::text() const {
  return address + (address.find('?') == std::string::npos ? "?" : "&") + std::string(kSchema) + schema;
}

std::string PostgresAddress::shown() const {
  std::string text = address.substr(0, address.find('?'));
  const auto at = text.rfind('@');
  const auto user = text.find("//") + 2;
  if (at != std::string::npos) {
    const auto colon = text.find(':', user);
    if (colon < at) text.erase(colon, at - colon);
  }
  return text + " (schema " + schema + ")";
}

// FNV-1a: the same for every node, whatever the compiler.
std::int64_t PostgresAddress::lock_key() const {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const unsigned char c : "parvis:" + schema) hash = (hash ^ c) * 0x100000001b3u;
  return static_cast<std::int64_t>(hash >> 1);
}

}  // namespace parvis::store
