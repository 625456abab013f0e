#include "exchange/open_form/line_batches.h"

#include <boost/json.hpp>

#include "exchange/open_form/field_text.h"
#include "exchange/stackexchange/dump_row.h"

namespace parvis::exchange {
namespace {

namespace json = boost::json;

void refuse_unknown(const Form& form, const json::object& object) {
  for (const auto& member : object) {
    const std::string_view name(member.key().data(), member.key().size());
    if (std::ranges::find(form.fields, name, &Field::name) == form.fields.end()) {
      throw RefusedRow("there is no field '" + std::string(name.substr(0, 40)) + "'");
    }
  }
}

}  // namespace

Row read_row(const Form& form, std::string_view line) {
  unsigned char room[16 << 10];  // for most lines
  json::monotonic_resource resource(room, sizeof room);
  boost::system::error_code error;
  const auto value = json::parse(json::string_view(line.data(), line.size()), error, &resource);
  if (error) throw RefusedRow("the line is no JSON: " + error.message());
  const auto* object = value.if_object();
  if (!object) throw RefusedRow("the line is no JSON object");
  Row row;
  row.reserve(form.fields.size());
  std::size_t known = 0;
  for (const auto& field : form.fields) {
    const auto* found = object->if_contains(json::string_view(field.name.data(), field.name.size()));
    known += found ? 1 : 0;
    row.push_back(read_value(field, found));
  }
  if (known != object->size()) refuse_unknown(form, *object);
  return row;
}

LineBatches::LineBatches(const Form& form, const std::filesystem::path& file, std::uint64_t offset, std::int64_t line,
                         std::size_t rows)
    : form_(form), file_(file, offset, line), rows_(rows), ahead_([this] { return read_batch(); }) {}

std::optional<std::vector<LineRow>> LineBatches::read_batch() {
  std::vector<LineRow> batch;
  std::uint64_t bytes = 0;
  while (batch.size() < rows_ && bytes < kMaxBytes) {
    const auto line = file_.next();
    if (!line) break;
    bytes += line->text.size();
    auto& row = batch.emplace_back(LineRow{.line = line->number, .end = line->end});
    try {
      if (line->too_long) throw RefusedRow("the line is too long");
      row.row = read_row(form_, line->text);
    } catch (const RefusedRow& refused) {
      row.objection = refused.what();
    }
  }
  if (batch.empty()) return std::nullopt;
  return batch;
}

}  // namespace parvis::exchange
