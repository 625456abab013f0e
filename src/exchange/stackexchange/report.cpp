#include "exchange/stackexchange/report.h"

#include <fstream>

#include "core/errors.h"

namespace parvis::exchange {

Report::Report(std::filesystem::path path, std::uint64_t keep) : path_(std::move(path)) { write(keep, {}); }

std::uint64_t Report::write(std::uint64_t keep, const std::string& lines) {
  if (path_.empty()) return 0;
  std::error_code absent;
  const auto size = std::filesystem::file_size(path_, absent);
  if (!absent && size > keep) std::filesystem::resize_file(path_, keep);
  const auto begin = absent ? 0 : std::min<std::uint64_t>(size, keep);
  if (lines.empty()) return begin;
  std::ofstream out(path_, std::ios::binary | std::ios::app);
  out << lines << std::flush;
  if (!out) throw Fault("the report cannot be written: " + path_.string());
  return begin + lines.size();
}

}  // namespace parvis::exchange
