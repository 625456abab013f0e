#include "community/page/table_upload.h"

#include "core/text/csv.h"
#include "core/text/unicode.h"

namespace parvis::community {
namespace {

constexpr std::size_t kMaxFileName = 120;

bool has_a_row(std::string_view text) {
  text::CsvReader reader(text, text::separator_of(text));
  text::CsvRow row;
  return reader.next(row);
}

}  // namespace

TableText read_table_text(std::string_view bytes, std::size_t most_bytes) {
  if (bytes.size() > most_bytes) {
    return {
        {},
        Sentence{"This file is too large: at most {most} MB.", {{"most", std::to_string(most_bytes / 1024 / 1024)}}}};
  }
  auto text = text::decode_table(bytes);
  if (text && has_a_row(*text)) return {std::move(*text), {}};
  return {{}, Sentence{"This is not a table as text. Save it as CSV in your spreadsheet, then send that file."}};
}

std::string table_name(std::string_view sent) { return std::string(text::cut_at_character(sent, kMaxFileName)); }

std::optional<http::File> read_table_file(const Visit& visit, html::FormState& state, std::size_t most_bytes) {
  http::Fields fields;
  http::FilesInMemory files;
  const auto most = visit.request.body.size();
  const int status = http::read_multipart(visit.request.header("content-type"), visit.request.body, fields, &files,
                                          {.text_bytes = most, .total_bytes = most});
  if (status != 0 || files.files.empty() || files.files.front().bytes.empty()) {
    state.refuse("file", {"Choose a file."});
    return std::nullopt;
  }
  auto file = std::move(files.files.front());
  auto read = read_table_text(file.bytes, most_bytes);
  if (read.problem) {
    state.refuse("file", *read.problem);
    return std::nullopt;
  }
  file.bytes = std::move(read.text);
  file.name = table_name(file.name);
  return file;
}

}  // namespace parvis::community
