#include <algorithm>
#include <boost/json.hpp>

#include "community/returns/report.h"
#include "core/errors.h"

namespace parvis::community {
namespace {

namespace json = boost::json;

constexpr std::pair<ReportPart, const char*> kParts[] = {
    {ReportPart::levels, "levels"},   {ReportPart::figures, "figures"},
    {ReportPart::lead, "lead"},       {ReportPart::note, "note"},
    {ReportPart::heading, "heading"}, {ReportPart::comparison, "comparison"},
    {ReportPart::ranking, "ranking"}, {ReportPart::bullets, "bullets"},
    {ReportPart::table, "table"},     {ReportPart::statements, "statements"},
    {ReportPart::chart, "chart"},     {ReportPart::room, "room"},
    {ReportPart::history, "history"}, {ReportPart::course, "course"}};

json::value written(const ReportCell& cell) {
  if (cell.path.empty() && cell.length < 0 && cell.brief.empty()) return json::value(cell.text);
  json::object object{{"text", cell.text}};
  if (!cell.path.empty()) object["path"] = cell.path;
  if (cell.length >= 0) object["length"] = cell.length;
  if (!cell.brief.empty()) object["brief"] = cell.brief;
  return object;
}

json::value written(const ReturnChart& chart) {
  json::array marks, months;
  for (const auto& mark : chart.marks) marks.push_back(json::object{{"cents", mark.cents}, {"label", mark.label}});
  for (const auto& month : chart.months) {
    months.push_back(json::object{{"label", month.label},
                                  {"cost_words", month.cost_words},
                                  {"gain_words", month.gain_words},
                                  {"cost", month.cost},
                                  {"low", month.gain.low},
                                  {"base", month.gain.base},
                                  {"high", month.gain.high},
                                  {"in_table", json::array(month.in_table.begin(), month.in_table.end())}});
  }
  return json::object{{"says", chart.says},
                      {"spent", chart.spent},
                      {"brought", chart.brought},
                      {"marks", std::move(marks)},
                      {"months", std::move(months)}};
}

json::value written(const ReportBlock& block) {
  const auto* part = std::ranges::find(kParts, block.part, &std::pair<ReportPart, const char*>::first);
  json::object object{{"part", part->second}};
  if (!block.text.empty()) object["text"] = block.text;
  if (!block.heads.empty()) object["heads"] = json::array(block.heads.begin(), block.heads.end());
  if (!block.rows.empty()) {
    json::array rows;
    for (const auto& row : block.rows) {
      json::array cells;
      for (const auto& cell : row) cells.push_back(written(cell));
      rows.push_back(std::move(cells));
    }
    object["rows"] = std::move(rows);
  }
  if (block.part == ReportPart::chart) object["chart"] = written(block.chart);
  return object;
}

std::string text_of(const json::object& object, const char* name) { return std::string(object.at(name).as_string()); }

ReportCell read_cell(const json::value& value) {
  if (value.is_string()) return {std::string(value.as_string())};
  const auto& object = value.as_object();
  ReportCell cell{text_of(object, "text")};
  if (object.contains("path")) cell.path = text_of(object, "path");
  if (const auto* length = object.if_contains("length")) cell.length = length->as_int64();
  if (object.contains("brief")) cell.brief = text_of(object, "brief");
  return cell;
}

ReturnChart read_chart(const json::object& object) {
  ReturnChart chart{
      .says = text_of(object, "says"), .spent = text_of(object, "spent"), .brought = text_of(object, "brought")};
  for (const auto& value : object.at("marks").as_array()) {
    const auto& mark = value.as_object();
    chart.marks.push_back({mark.at("cents").as_int64(), text_of(mark, "label")});
  }
  for (const auto& value : object.at("months").as_array()) {
    const auto& month = value.as_object();
    chart.months.push_back({text_of(month, "label"),
                            text_of(month, "cost_words"),
                            text_of(month, "gain_words"),
                            month.at("cost").as_int64(),
                            Range{month.at("low").as_int64(), month.at("base").as_int64(), month.at("high").as_int64()},
                            {}});
    if (const auto* cells = month.if_contains("in_table")) {
      for (const auto& cell : cells->as_array()) chart.months.back().in_table.emplace_back(cell.as_string());
    }
  }
  return chart;
}

// What draws a row counts on its cells: as many as there are heads, or as the part has without.
std::size_t cells_of(const ReportBlock& block) {
  switch (block.part) {
    case ReportPart::levels:
    case ReportPart::figures:
    case ReportPart::statements: return 3;
    case ReportPart::ranking: return 2;
    case ReportPart::history: return std::max<std::size_t>(4, block.heads.size());
    case ReportPart::course: return std::max<std::size_t>(2, block.heads.size());
    default: return 1;
  }
}

ReportBlock read_block(const json::object& object) {
  ReportBlock block;
  const auto name = text_of(object, "part");
  const auto* part = std::ranges::find(kParts, name, [](const auto& one) { return std::string_view(one.second); });
  if (part == std::end(kParts)) throw Fault("no part of a report is called " + name);
  block.part = part->first;
  if (object.contains("text")) block.text = text_of(object, "text");
  if (const auto* heads = object.if_contains("heads")) {
    for (const auto& head : heads->as_array()) block.heads.emplace_back(head.as_string());
  }
  if (const auto* rows = object.if_contains("rows")) {
    for (const auto& row : rows->as_array()) {
      block.rows.emplace_back();
      for (const auto& cell : row.as_array()) block.rows.back().push_back(read_cell(cell));
      if (block.rows.back().size() < cells_of(block)) throw Fault("a row lacks cells: " + name);
      if (block.rows.back().size() > block.rows.front().size()) throw Fault("a row has too many cells: " + name);
    }
  }
  if (const auto* chart = object.if_contains("chart")) block.chart = read_chart(chart->as_object());
  return block;
}

}  // namespace

std::string to_json(const ReportDocument& document) {
  json::array sheets;
  for (const auto& sheet : document.sheets) {
    json::array blocks;
    for (const auto& block : sheet.blocks) blocks.push_back(written(block));
    sheets.push_back(json::object{{"title", sheet.title}, {"blocks", std::move(blocks)}});
  }
  return json::serialize(json::object{{"month", document.month},
                                      {"language", text::tag(document.language)},
                                      {"community", document.community},
                                      {"brand", document.brand},
                                      {"title", document.title},
                                      {"month_words", document.month_words},
                                      {"made_words", document.made_words},
                                      {"made_at", document.made_at.microseconds},
                                      {"sheets", std::move(sheets)}});
}

ReportDocument report_from_json(std::string_view text) {
  try {
    const auto value = json::parse(json::string_view(text.data(), text.size()));
    const auto& object = value.as_object();
    ReportDocument document{.month = object.at("month").as_int64(),
                            .language = text_of(object, "language") == "fr" ? text::Language::fr : text::Language::en,
                            .community = text_of(object, "community"),
                            .brand = text_of(object, "brand"),
                            .title = text_of(object, "title"),
                            .month_words = text_of(object, "month_words"),
                            .made_words = text_of(object, "made_words"),
                            .made_at = {object.at("made_at").as_int64()}};
    for (const auto& one : object.at("sheets").as_array()) {
      ReportSheet sheet{text_of(one.as_object(), "title"), {}};
      for (const auto& block : one.as_object().at("blocks").as_array()) {
        sheet.blocks.push_back(read_block(block.as_object()));
      }
      document.sheets.push_back(std::move(sheet));
    }
    return document;
  } catch (const std::exception& error) {
    throw Fault(std::string("a kept report cannot be read: ") + error.what());
  }
}

}  // namespace parvis::community
