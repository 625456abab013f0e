#include "units/unit_file.h"

#include <boost/json.hpp>

namespace parvis::units {

namespace json = boost::json;

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

const community::TableFiles& unit_files() {
  static const community::TableFiles files("unit_import");
  return files;
}

}  // namespace parvis::units
