// Files carried inside the program (tools/embed.mjs): the browser's files, translations, the schema, the demo.
// Constant data; usable from any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace parvis::assets {

struct Carried {
  const char* name;  // "web/square.css", "locales/fr.po", "schema/0001_members.sql", "demo/members.tsv"
  const char* hash;  // 16 hexadecimal digits of the content's SHA-256
  const char* begin;
  const char* end;
  std::string_view content() const { return {begin, static_cast<std::size_t>(end - begin)}; }
};

extern const Carried kCarried[];
extern const std::size_t kCarriedCount;

// The file of this name, or null.
const Carried* find(std::string_view name);
// All whose name begins with `prefix`, sorted by name.
std::vector<const Carried*> below(std::string_view prefix);
// The address of a browser file, with its hash, cached for ever: "/assets/square-0123456789abcdef.css".
// Throws Fault when there is no such file (a programming error, found by the first test that renders a page).
std::string_view address(std::string_view web_name);

}  // namespace parvis::assets
