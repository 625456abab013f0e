#include "community/files/file_rules.h"

#include <boost/json.hpp>

#include "community/rights/saved_number.h"
#include "community/rights/saved_setting.h"
#include "core/store/setting.h"

namespace parvis::community {
namespace {

constexpr char kSetting[] = "files";

}  // namespace

FileRules read_file_rules(store::Reader& reader) {
  FileRules rules;
  const auto object = saved_setting(reader, kSetting);
  const auto* others = object.if_contains("others");
  if (others != nullptr && others->is_bool())
    rules.others = others->as_bool() ? OtherFiles::taken : OtherFiles::refused;
  read_saved_number(object, "megabytes", kMostMegabytesOfFile, rules.megabytes);
  read_saved_number(object, "newcomer_per_day", kMostFilesPerDay, rules.newcomer.per_day);
  read_saved_number(object, "newcomer_megabytes", kMostMegabytes, rules.newcomer.megabytes);
  read_saved_number(object, "member_per_day", kMostFilesPerDay, rules.member.per_day);
  read_saved_number(object, "member_megabytes", kMostMegabytes, rules.member.megabytes);
  return rules;
}

void save_file_rules(store::Transaction& transaction, const FileRules& rules) {
  const boost::json::object object{
      {"others", rules.others == OtherFiles::taken}, {"megabytes", rules.megabytes},
      {"newcomer_per_day", rules.newcomer.per_day},  {"newcomer_megabytes", rules.newcomer.megabytes},
      {"member_per_day", rules.member.per_day},      {"member_megabytes", rules.member.megabytes}};
  store::save_setting(transaction, kSetting, boost::json::serialize(object));
}

}  // namespace parvis::community
