// Blobs as files of one folder: ab/ab12…, with incoming/ for those on their way in. Right for one machine, and for
// several that share a network folder which syncs when asked. The folder belongs to the program alone.
#pragma once

#include <filesystem>
#include <mutex>
#include <set>

#include "core/blobs/blobs.h"
#include "core/blobs/staged.h"

namespace parvis::blobs {

struct DirectoryOptions {
  std::filesystem::path folder;  // made when it is not there
  std::uint64_t most_bytes = 64 * 1024 * 1024;
  FailAt fail_at = {};  // for tests
};

class DirectoryBlobs : public Blobs {
 public:
  // Touches nothing yet: `verify` or the first put makes the folder.
  explicit DirectoryBlobs(DirectoryOptions options) : options_(std::move(options)) {}

  using Blobs::put;
  Blob put(const Source& source) override;
  std::optional<Blob> head(const Sum& sum) override;
  void read(const Sum& sum, const Range& range, const Sink& sink) override;
  void remove(const Sum& sum) override;
  void list_after(const std::optional<Sum>& after, const Visit& visit) override;
  void verify() override;
  std::string place() const override { return "the folder " + options_.folder.string(); }

 private:
  std::filesystem::path path_of(const Sum& sum) const { return options_.folder / sum.place(); }
  std::filesystem::path incoming() const { return options_.folder / "incoming"; }
  void make_folder(const std::filesystem::path& folder) const;
  void make_root();
  void make_durable(const std::filesystem::path& folder);

  const DirectoryOptions options_;
  std::mutex mutex_;
  bool root_is_ready_ = false;
  std::set<std::filesystem::path> durable_;  // of the 256
};

}  // namespace parvis::blobs
