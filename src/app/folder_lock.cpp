#include "app/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

#include "app/running.h"
#include "core/errors.h"

namespace parvis::app {

FolderLock::FolderLock(const std::filesystem::path& directory) : directory_(directory) {
  std::error_code unknown;
  made_ = !std::filesystem::exists(directory, unknown) && !unknown;
  make_directory(directory);
  descriptor_ = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor_ < 0) throw Fault("The folder " + directory.string() + " cannot be opened.");
  if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
  const bool held = errno == EWOULDBLOCK;
  // Where the file system knows no locks (some network folders), there is nothing to hold on to.
  if (!held) return;
  close(descriptor_);
  throw Fault("Another Parvis is at work on " + directory.string() +
              ". Stop it first, or give another folder with --data.");
}

FolderLock::~FolderLock() {
  close(descriptor_);
  if (made_) rmdir(directory_.c_str());  // which takes away empty folders only
}

}  // namespace parvis::app
