#include "exchange/stackexchange/checkpoint.h"

#include <boost/json.hpp>

#include "core/store/setting.h"
#include "exchange/stackexchange/stage.h"

namespace parvis::exchange {
namespace {

namespace json = boost::json;

std::string key_of(const std::string& source) { return "import:" + source; }

json::object figures_json(const StageFigures& figures) {
  return {{"stage", figures.stage}, {"read", figures.read},       {"arrived", figures.arrived},
          {"there", figures.there}, {"refused", figures.refused}, {"remarks", figures.remarks}};
}

StageFigures figures_from(const json::object& object) {
  return {.stage = std::string(object.at("stage").as_string()),
          .read = object.at("read").to_number<std::int64_t>(),
          .arrived = object.at("arrived").to_number<std::int64_t>(),
          .there = object.at("there").to_number<std::int64_t>(),
          .refused = object.at("refused").to_number<std::int64_t>(),
          .remarks = object.at("remarks").to_number<std::int64_t>()};
}

}  // namespace

StageFigures& Checkpoint::of(std::string_view stage_name) {
  for (auto& one : figures) {
    if (one.stage == stage_name) return one;
  }
  figures.push_back({.stage = std::string(stage_name)});
  return figures.back();
}

std::string Checkpoint::to_json() const {
  json::array all;
  for (const auto& one : figures) all.push_back(figures_json(one));
  json::object object{{"fingerprint", fingerprint},   {"stage", stage},           {"offset", position.offset},
                      {"line", position.line},        {"first_run", first_run},   {"changed", changed},
                      {"report_bytes", report_bytes}, {"figures", std::move(all)}};
  if (moved_by) object["moved_by"] = *moved_by;
  return json::serialize(object);
}

std::optional<Checkpoint> Checkpoint::from_json(std::string_view text) {
  try {
    const auto value = json::parse(text);
    const auto& object = value.as_object();
    Checkpoint checkpoint;
    checkpoint.fingerprint = object.at("fingerprint").as_string();
    checkpoint.stage = object.at("stage").as_string();
    checkpoint.position = {object.at("offset").to_number<std::uint64_t>(), object.at("line").to_number<std::int64_t>()};
    checkpoint.first_run = object.at("first_run").as_bool();
    checkpoint.changed = object.at("changed").as_bool();
    checkpoint.report_bytes = object.at("report_bytes").to_number<std::uint64_t>();
    if (const auto* span = object.if_contains("moved_by")) checkpoint.moved_by = span->to_number<std::int64_t>();
    for (const auto& one : object.at("figures").as_array()) checkpoint.figures.push_back(figures_from(one.as_object()));
    return checkpoint;
  } catch (const std::exception&) {
    return std::nullopt;  // not ours to read: the import starts over, and finds what has arrived
  }
}

std::optional<Checkpoint> load_checkpoint(store::Reader& reader, const std::string& source) {
  const auto kept = store::read_setting(reader, key_of(source));
  return kept ? Checkpoint::from_json(*kept) : std::nullopt;
}

void save_checkpoint(store::Transaction& transaction, const std::string& source, const Checkpoint& checkpoint) {
  store::save_setting(transaction, key_of(source), checkpoint.to_json());
}

std::string fingerprint_of(const std::filesystem::path& folder) {
  std::string fingerprint;
  for (const auto* stage : stages()) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(folder / stage->file(), missing);
    fingerprint += std::string(stage->file()) + ":" + (missing ? "-" : std::to_string(size)) + " ";
  }
  return fingerprint;
}

}  // namespace parvis::exchange
