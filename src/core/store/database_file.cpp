#include "core/store/database_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>

#include "core/errors.h"

namespace parvis::store {
namespace {

void expect_writable_place(const std::filesystem::path& place) {
  if (access(place.c_str(), W_OK) == 0) return;
  const int why = errno;
  if (why == EROFS) {
    throw Fault(
        fmt::format("{} is on a disk that is read-only. Make it writable, then start again; a disk that turned "
                    "read-only by itself has a fault, which the system's log tells of.",
                    place.string()));
  }
  if (why == EACCES || why == EPERM) {
    throw Fault(
        fmt::format("{} may not be written to by the user who runs this. Give it to that user, or run this "
                    "as the user it belongs to.",
                    place.string()));
  }
}

}  // namespace

void expect_writable(const std::filesystem::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  expect_writable_place(folder);
  expect_writable_place(file);  // says nothing when there is none yet
}

}  // namespace parvis::store
