#include "core/mail/incoming/maildir.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <optional>
#include <string>
#include <vector>

#include "core/errors.h"
#include "core/log/log.h"
#include "core/mail/incoming/incoming_letter.h"

namespace parvis::mail {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostAtOnce = 200;
constexpr std::time_t kTriedFor = 24 * 60 * 60;

std::vector<fs::path> letters_in(const fs::path& folder) {
  std::vector<fs::path> letters;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (!entry->path().filename().native().starts_with('.')) letters.push_back(entry->path());
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    throw Fault(fmt::format("the folder of letters cannot be read: {}", error.message()));
  }
  std::ranges::sort(letters);  // names begin with the time
  if (letters.size() > kMostAtOnce) letters.resize(kMostAtOnce);
  return letters;
}

struct Read {
  std::string text;
  std::time_t arrived = 0;
};

// A plain file, of which the beginning is enough; nothing when somebody else took it meanwhile.
std::optional<Read> read_file(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return std::nullopt;
  struct stat about {};
  Read read;
  if (::fstat(file, &about) == 0 && S_ISREG(about.st_mode)) {
    read.arrived = about.st_mtime;
    read.text.resize(std::min<std::size_t>(static_cast<std::size_t>(about.st_size), kMostLetter));
    std::size_t at = 0;
    for (ssize_t got = 1; got > 0 && at < read.text.size(); at += static_cast<std::size_t>(std::max<ssize_t>(got, 0))) {
      got = ::read(file, read.text.data() + at, read.text.size() - at);
    }
    read.text.resize(at);
  }
  ::close(file);
  return read;
}

void set_aside(const fs::path& folder, const fs::path& letter) {
  std::error_code error;
  fs::create_directories(folder / "cur", error);
  fs::rename(letter, folder / "cur" / (letter.filename().native() + ":2,F"), error);
  log::warning("Set a letter aside that could not be read for a day", {{"file", letter.filename().native()}});
}

}  // namespace

int collect_maildir(const fs::path& folder, const std::function<bool(std::string_view raw)>& take) {
  int removed = 0;
  for (const auto& path : letters_in(folder / "new")) {
    const auto letter = read_file(path);
    if (letter && take(letter->text)) {
      removed += ::unlink(path.c_str()) == 0 ? 1 : 0;
    } else if (letter && letter->arrived + kTriedFor < std::time(nullptr)) {
      set_aside(folder, path);
    }
  }
  return removed;
}

}  // namespace parvis::mail
