#include "units/unit_file.h"

#include <boost/json.hpp>

namespace parvis::units {
namespace {

namespace json = boost::json;

constexpr store::Sql kInsert{R"(
  insert into unit_import (id, made_by, file_name, content, plan, state, created_at)
  values ($1, $2, $3, $4, $5, 1, $6))"};
constexpr store::Sql kFind{R"(
  select id, file_name, plan, state, created_at, made, changed, same, refused from unit_import where id = $1)"};
constexpr store::Sql kLatest{R"(
  select id, file_name, plan, state, created_at, made, changed, same, refused from unit_import
  order by id desc limit $1)"};
constexpr store::Sql kContent{"select content from unit_import where id = $1"};
constexpr store::Sql kRefusals{"select refusals from unit_import where id = $1"};
constexpr store::Sql kTried{"update unit_import set plan = $2, refusals = $3 where id = $1 and state = 1"};
constexpr store::Sql kBroughtIn{R"(
  update unit_import set plan = $2, refusals = $3, made = $4, changed = $5, same = $6, refused = $7, state = 2,
    content = '', ended_at = $8
  where id = $1 and state = 1)"};
constexpr store::Sql kDrop{"delete from unit_import where id = $1 and state = 1"};

}  // namespace

std::string to_json(const UnitPlan& plan) {
  json::array columns;
  for (const auto column : plan.columns) columns.push_back(json::value(unit_column_name(column)));
  return json::serialize(json::object{{"columns", std::move(columns)},
                                      {"has_heads", plan.has_heads},
                                      {"new_kinds", plan.new_kinds == NewKinds::made ? "made" : "refused"}});
}

UnitPlan unit_plan_from_json(std::string_view text) {
  UnitPlan plan;
  boost::system::error_code error;
  const auto value = json::parse(text, error);
  const auto* object = error ? nullptr : value.if_object();
  if (!object) return plan;
  if (const auto* columns = object->if_contains("columns"); columns && columns->is_array()) {
    for (const auto& column : columns->as_array()) {
      const auto known = column.is_string() ? parse_unit_column(std::string_view(column.as_string())) : std::nullopt;
      plan.columns.push_back(known.value_or(UnitColumn::passed_over));
    }
  }
  if (const auto* heads = object->if_contains("has_heads"); heads && heads->is_bool())
    plan.has_heads = heads->as_bool();
  const auto* kinds = object->if_contains("new_kinds");
  if (kinds && kinds->is_string() && kinds->as_string() == "made") plan.new_kinds = NewKinds::made;
  return plan;
}

UnitFileId keep_unit_file(store::Transaction& transaction, community::MemberId by, std::string_view name,
                          std::string_view table, const UnitPlan& plan) {
  const auto id = make_id<UnitFileId>();
  transaction.run(kInsert, id, by, name, table, to_json(plan), now());
  return id;
}

std::optional<UnitFile> find_unit_file(store::Reader& reader, UnitFileId id) { return reader.one<UnitFile>(kFind, id); }

std::vector<UnitFile> latest_unit_files(store::Reader& reader) {
  return reader.all<UnitFile>(kLatest, kUnitFilesShown);
}

std::string content_of(store::Reader& reader, UnitFileId id) {
  return reader.one<std::string>(kContent, id).value_or("");
}

std::string refusals_of(store::Reader& reader, UnitFileId id) {
  return reader.one<std::string>(kRefusals, id).value_or("");
}

void note_try(store::Transaction& transaction, UnitFileId id, const UnitPlan& plan, const std::string& refusals) {
  transaction.run(kTried, id, to_json(plan), refusals);
}

bool note_import(store::Transaction& transaction, UnitFileId id, const UnitPlan& plan, const ImportReport& report,
                 const std::string& refusals) {
  return transaction.run(kBroughtIn, id, to_json(plan), refusals, report.made, report.changed, report.same,
                         static_cast<std::int64_t>(report.refused.size()), now()) > 0;
}

void drop_unit_file(store::Transaction& transaction, UnitFileId id) { transaction.run(kDrop, id); }

}  // namespace parvis::units
