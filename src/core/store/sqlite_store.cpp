#include "core/store/sqlite_store.h"

#include <stdlib.h>

#include "core/store/database_file.h"
#include "core/store/emptied_log.h"
#include "core/store/sqlite_readers.h"
#include "core/store/sqlite_writer.h"

namespace parvis::store {
namespace {

class SqliteStore : public Store, public KeepsLog {
 public:
  explicit SqliteStore(const SqliteOptions& options)
      : writer_(options.path, options.sync, options.writer_cache_kib),
        readers_(options.path, options.reader_connections, options.reader_cache_kib) {}

  Figures figures() const override { return writer_.figures(); }
  void empty_own_log() override { writer_.empty_log(); }

 protected:
  void run_read(const std::function<void(Reader&)>& action) override { readers_.run(action); }
  void run_write(const std::function<void(Transaction&)>& action) override { writer_.run(action); }

 private:
  // The readers close first: the last connection to close must be one that may write, to clear the log.
  SqliteWriter writer_;
  SqliteReaders readers_;
};

class Folder {
 public:
  Folder() {
    const std::filesystem::path memory = "/dev/shm";
    const auto parent = std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
    std::string name = (parent / "parvis-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw Fault("no folder can be made in " + parent.string());
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// The folder outlives the store in it: bases are destroyed after what derives, and in reverse order.
class MemoryStore : private Folder, public SqliteStore {
 public:
  MemoryStore() : SqliteStore({.path = path() / "test.db", .reader_cache_kib = 1024, .sync = Sync::off}) {}
};

}  // namespace

std::unique_ptr<Store> open_sqlite(const SqliteOptions& options) {
  expect_writable(options.path);
  return std::make_unique<SqliteStore>(options);
}

std::unique_ptr<Store> open_memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace parvis::store
