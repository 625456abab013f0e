#include "core/pdf/language.h"

#include <fmt/format.h>

#include <charconv>

#include "core/errors.h"

namespace parvis::pdf {
namespace {

constexpr std::size_t kXrefLine = 20;  // bytes of one entry of the table

std::size_t number_after(std::string_view file, std::size_t from, std::string_view word) {
  const auto at = file.find(word, from);
  std::size_t number = 0;
  if (at != std::string_view::npos) {
    const auto digits = file.substr(at + word.size()).substr(0, 12);
    const auto first = digits.find_first_not_of(" \n");
    if (first != std::string_view::npos &&
        std::from_chars(digits.data() + first, digits.data() + digits.size(), number).ec == std::errc()) {
      return number;
    }
  }
  throw Fault(fmt::format("a document does not end as expected: no {}", word));
}

// Where object `number` begins, as the table of a file that was written once says.
std::size_t place_of(std::string_view file, std::size_t table, std::size_t number) {
  const auto first_line = file.find('\n', table);
  const auto entries = first_line == std::string_view::npos ? first_line : file.find('\n', first_line + 1);
  std::size_t place = 0;
  if (entries != std::string_view::npos && entries + 1 + number * kXrefLine + 10 <= file.size()) {
    const auto digits = file.substr(entries + 1 + number * kXrefLine, 10);
    if (std::from_chars(digits.data(), digits.data() + digits.size(), place).ec == std::errc()) return place;
  }
  throw Fault("a document does not end as expected: no table of its parts");
}

}  // namespace

std::string with_language(std::string file, std::string_view language) {
  const auto trailer = file.rfind("trailer"), start = file.rfind("startxref");
  if (trailer == std::string::npos || start == std::string::npos) {
    throw Fault("a document does not end as expected: no trailer");
  }
  const auto table = number_after(file, start, "startxref");
  const auto size = number_after(file, trailer, "/Size"), root = number_after(file, trailer, "/Root"),
             info = number_after(file, trailer, "/Info");
  const auto from = place_of(file, table, root), opened = file.find("<<", from), ended = file.find("endobj", from);
  if (opened == std::string::npos || ended == std::string::npos || ended < opened) {
    throw Fault("a document does not end as expected: no catalogue");
  }
  const auto rest = file.substr(opened + 2, ended - opened - 2);
  const auto place = file.size();
  const bool is_marked =
      rest.find("/StructTreeRoot") == std::string::npos || rest.find("/MarkInfo") != std::string::npos;
  file += fmt::format("{} 0 obj\n<< /Lang ({})\n   /ViewerPreferences << /DisplayDocTitle true >>{}{}endobj\n", root,
                      language, is_marked ? "" : "\n   /MarkInfo << /Marked true >>", rest);
  const auto new_table = file.size();
  file += fmt::format(
      "xref\n{} 1\n{:010} 00000 n \ntrailer\n<< /Size {}\n   /Root {} 0 R\n   /Info {} 0 R\n   /Prev "
      "{}\n>>\nstartxref\n{}\n%%EOF\n",
      root, place, size, root, info, table, new_table);
  return file;
}

}  // namespace parvis::pdf
