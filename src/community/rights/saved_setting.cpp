#include "community/rights/saved_setting.h"

#include <boost/json.hpp>

namespace parvis::community {

boost::json::object saved_setting(store::Reader& reader, std::string_view key) {
  const auto saved = store::read_setting(reader, key);
  if (!saved) return {};
  boost::system::error_code error;
  auto value = boost::json::parse(*saved, error);
  return error || !value.is_object() ? boost::json::object() : std::move(value.as_object());
}

}  // namespace parvis::community
