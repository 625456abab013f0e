#include <unistd.h>

#include <filesystem>

#include "core/store/condition.h"

namespace parvis::store {
namespace {

constexpr Sql kFile{"select file from pragma_database_list where name = 'main'"};

std::string file_of(Reader& reader) { return reader.one<std::string>(kFile).value_or(""); }

}  // namespace

bool takes_writes_sqlite(Reader& reader) { return access(file_of(reader).c_str(), W_OK) == 0; }

std::int64_t bytes_on_disk_sqlite(Reader& reader) {
  const auto file = file_of(reader);
  std::int64_t bytes = 0;
  for (const char* part : {"", "-wal"}) {
    std::error_code absent;
    const auto size = std::filesystem::file_size(file + part, absent);
    if (!absent) bytes += static_cast<std::int64_t>(size);
  }
  return bytes;
}

}  // namespace parvis::store
