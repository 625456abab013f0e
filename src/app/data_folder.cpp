#include "app/data_folder.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/errors.h"

namespace parvis::app {
namespace {

constexpr std::array<std::string_view, 4> kOurs{"parvis.toml", "community.db", "ballast", "outbox"};

bool tells_nothing(const std::string& name) { return name.starts_with('.') || name == "lost+found"; }

}  // namespace

void expect_data_folder(const std::filesystem::path& folder) {
  if (folder.empty()) throw Fault("--data names no folder. Write the folder that holds the community.");
  std::error_code error;
  bool foreign = false;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const auto name = entry->path().filename().string();
    if (std::ranges::find(kOurs, name) != kOurs.end()) return;
    foreign = foreign || !tells_nothing(name);
  }
  if (!foreign) return;  // also one that cannot be read: whoever opens it says why
  throw Fault("The folder " + folder.string() +
              " holds other things and no community. Give the right folder with --data; if a community is to be made "
              "in this one, do it with: parvis init --data " +
              folder.string());
}

}  // namespace parvis::app
