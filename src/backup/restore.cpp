#include "backup/restore.h"

#include "backup/unpack.h"
#include "core/archive/bytes.h"
#include "core/blobs/open_blobs.h"
#include "core/mail/post.h"
#include "core/store/setting.h"
#include "core/store/sqlite_store.h"

namespace parvis::backup {
namespace {

namespace fs = std::filesystem;

constexpr char kBeside[] = "in-the-making";

// Removed with what is in it unless everything went well.
class Beside {
 public:
  explicit Beside(const fs::path& place) : path_(place / kBeside) {
    fs::remove_all(path_);  // an earlier attempt's, interrupted
    fs::create_directories(path_);
    fs::permissions(path_, fs::perms::owner_all);
  }
  ~Beside() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void refuse_inhabited(const config::Settings& place) {
  for (const char* end : {"", "-wal"}) {
    if (!fs::exists(place.database_file().string() + end)) continue;
    throw Fault("There is a community in " + place.data_dir.string() +
                " already. Restore into an empty folder, or take " + place.database_file().string() + " away first.");
  }
}

void put(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) throw Fault(to.string() + " cannot be put in its place: " + error.message() + ".");
}

}  // namespace

void put_blobs(const fs::path& unpacked, const Manifest& manifest, const config::Settings& place) {
  const auto files = blobs::open_blobs(place);
  for (const auto& entry : manifest.entries) {
    if (!entry.name.starts_with(kBlobFolder)) continue;
    archive::FileSource file(unpacked / entry.name);
    files->put([&](std::span<char> into) { return file.read(into.data(), into.size()); });
    fs::remove(unpacked / entry.name);  // there need not be room for all of them twice
  }
}

bool take_configuration(const fs::path& unpacked, const config::Settings& place) {
  const auto target = place.data_dir / kConfigurationName;
  if (!fs::exists(unpacked / kConfigurationName) || fs::is_symlink(target) || fs::exists(target)) return false;
  put(unpacked / kConfigurationName, target);
  return true;
}

void end_what_may_not_return(store::Transaction& t, Restored& counts) {
  counts.sessions = t.run("delete from session");
  t.run("delete from one_time_link");
  store::end_setting(t, kStateSetting);
  counts.letters = t.run("delete from job where kind = $1", std::string_view(mail::kSendJob));
  counts.letters = counts.letters + t.run("delete from job where kind = 'letters.turn'");
  // Plans would take again the steps that they took after the backup: somebody looks at them and switches them on.
  t.run("update plan set running = 0");
  // So would the clock that puts months on paper, with their letters, again.
  store::end_setting(t, "report_plan");
  // What was to be told is no news any more: telling by letter begins anew with what happens from now on.
  t.run("update letter_thread set due_at = null");
  t.run("delete from letter_progress where name = 'tidings'");
}

void end_what_may_not_return(const fs::path& database, Restored& counts) {
  {
    const auto store = store::open_sqlite({.path = database, .reader_connections = 1});
    store->write([&](store::Transaction& transaction) { end_what_may_not_return(transaction, counts); });
  }
  // The last connection has emptied the log, and the file is whole by itself.
  for (const char* end : {"-wal", "-shm"}) fs::remove(database.string() + end);
}

Restored restore(const fs::path& archive, const Secret& passphrase, const config::Settings& place) {
  refuse_inhabited(place);
  const Beside beside(place.data_dir);
  Restored restored{.manifest = unpack(archive, passphrase, beside.path())};
  end_what_may_not_return(beside.path() / kDatabaseName, restored);
  put_blobs(beside.path(), restored.manifest, place);
  archive::sync_folder(beside.path());
  restored.took_configuration = take_configuration(beside.path(), place);
  // The database last: with it the place is a community.
  put(beside.path() / kDatabaseName, place.database_file());
  archive::sync_folder(place.database_file().parent_path());
  archive::sync_folder(place.data_dir);
  return restored;
}

}  // namespace parvis::backup
