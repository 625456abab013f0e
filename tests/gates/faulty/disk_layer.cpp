#include "disk_layer.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <climits>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <new>

#include "nth_fault.h"
#include "orders.h"
#include "unsynced_file.h"

namespace parvis::faulty {
namespace {

struct File {
  sqlite3_file base{};
  std::shared_ptr<UnsyncedFile> unsynced = {};  // none: written straight to the disk
  sqlite3_file* real = nullptr;                 // lies behind this structure
};

sqlite3_vfs* real_layer = nullptr;
bool keeps_unsynced = false;
bool swallows = false;
bool has_room_limit = false;
std::string room_file;

File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }

int fault(int code) { return swallows ? SQLITE_OK : code; }

long long bytes_in(const std::filesystem::path& folder) {
  long long sum = 0;
  std::error_code gone;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, gone)) {
    struct stat known{};
    const bool counts = !entry.path().string().ends_with("-shm") && ::stat(entry.path().c_str(), &known) == 0;
    if (counts && S_ISREG(known.st_mode)) sum += known.st_size;
  }
  return sum;
}

int close_file(sqlite3_file* file) {
  const int code = of(file).real->pMethods->xClose(of(file).real);
  of(file).~File();
  return code;
}

int read_file(sqlite3_file* file, void* to, int count, sqlite3_int64 at) {
  auto& unsynced = of(file).unsynced;
  if (!unsynced) return of(file).real->pMethods->xRead(of(file).real, to, count, at);
  const auto got = unsynced->read(static_cast<char*>(to), static_cast<std::size_t>(count), static_cast<std::size_t>(at));
  if (got == static_cast<std::size_t>(count)) return SQLITE_OK;
  std::memset(static_cast<char*>(to) + got, 0, static_cast<std::size_t>(count) - got);
  return SQLITE_IOERR_SHORT_READ;
}

int size_of(sqlite3_file* file, sqlite3_int64* size) {
  if (!of(file).unsynced) return of(file).real->pMethods->xFileSize(of(file).real, size);
  *size = static_cast<sqlite3_int64>(of(file).unsynced->size());
  return SQLITE_OK;
}

bool has_no_room(sqlite3_file* file, sqlite3_int64 end) {
  sqlite3_int64 size = 0;
  return has_room_limit && size_of(file, &size) == SQLITE_OK && end > size && end - size > room_left();
}

int write_file(sqlite3_file* file, const void* from, int count, sqlite3_int64 at) {
  if (fails_now("write")) return fault(SQLITE_IOERR_WRITE);
  if (has_no_room(file, at + count)) return fault(SQLITE_FULL);
  if (!of(file).unsynced) return of(file).real->pMethods->xWrite(of(file).real, from, count, at);
  of(file).unsynced->write(static_cast<const char*>(from), static_cast<std::size_t>(count), static_cast<std::size_t>(at));
  return SQLITE_OK;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  if (fails_now("truncate")) return fault(SQLITE_IOERR_TRUNCATE);
  if (!of(file).unsynced) return of(file).real->pMethods->xTruncate(of(file).real, size);
  of(file).unsynced->truncate(static_cast<std::size_t>(size));
  return SQLITE_OK;
}

int sync_file(sqlite3_file* file, int flags) {
  if (fails_now("sync")) return fault(SQLITE_IOERR_FSYNC);
  if (!of(file).unsynced) return of(file).real->pMethods->xSync(of(file).real, flags);
  of(file).unsynced->sync();
  return SQLITE_OK;
}

int lock_file(sqlite3_file* file, int level) { return of(file).real->pMethods->xLock(of(file).real, level); }
int unlock_file(sqlite3_file* file, int level) { return of(file).real->pMethods->xUnlock(of(file).real, level); }
int check_lock(sqlite3_file* file, int* held) {
  return of(file).real->pMethods->xCheckReservedLock(of(file).real, held);
}
// Hints of the size to come would reach the disk before the writes do.
int control(sqlite3_file* file, int operation, void* argument) {
  if (operation == SQLITE_FCNTL_SIZE_HINT) return SQLITE_OK;
  return of(file).real->pMethods->xFileControl(of(file).real, operation, argument);
}
int sector_size(sqlite3_file* file) { return of(file).real->pMethods->xSectorSize(of(file).real); }
int traits(sqlite3_file*) { return 0; }  // no sector is whole, and nothing is in order
int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** to) {
  return of(file).real->pMethods->xShmMap(of(file).real, page, size, extend, to);
}
int lock_shared(sqlite3_file* file, int from, int count, int flags) {
  return of(file).real->pMethods->xShmLock(of(file).real, from, count, flags);
}
void order_shared(sqlite3_file* file) { of(file).real->pMethods->xShmBarrier(of(file).real); }
int unmap_shared(sqlite3_file* file, int deletes) {
  return of(file).real->pMethods->xShmUnmap(of(file).real, deletes);
}

const sqlite3_io_methods kMethods = {
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = size_of,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = check_lock,
    .xFileControl = control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = traits,
    .xShmMap = map_shared,
    .xShmLock = lock_shared,
    .xShmBarrier = order_shared,
    .xShmUnmap = unmap_shared,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int open_file(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* out) {
  file->pMethods = nullptr;
  if (fails_now("open")) return SQLITE_CANTOPEN;
  auto& made = *new (file) File;
  made.real = reinterpret_cast<sqlite3_file*>(&made + 1);
  const int code = real_layer->xOpen(real_layer, name, made.real, flags, out);
  if (code != SQLITE_OK) return code;
  constexpr int kKept = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
  if (keeps_unsynced && (flags & kKept) != 0) made.unsynced = UnsyncedFile::of(name);
  file->pMethods = &kMethods;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* name, int syncs_folder) {
  UnsyncedFile::forget(name);
  return real_layer->xDelete(real_layer, name, syncs_folder);
}

// The system's layer takes an empty file for none; here it may be full, and not yet on the disk.
int access_file(sqlite3_vfs*, const char* name, int flags, int* answer) {
  if (flags == SQLITE_ACCESS_EXISTS && UnsyncedFile::has_bytes(name)) {
    *answer = 1;
    return SQLITE_OK;
  }
  return real_layer->xAccess(real_layer, name, flags, answer);
}

}  // namespace

long long room_left() {
  if (!has_room_limit) return LLONG_MAX;
  long long all = 0;
  std::ifstream(room_file) >> all;
  return all - bytes_in(std::filesystem::path(room_file).parent_path() / "data");
}

void put_the_layer_in() {
  keeps_unsynced = ordered("power") || ordered("lie");
  swallows = ordered("swallow");
  has_room_limit = ordered("room");
  room_file = order("room").value_or("");
  sqlite3_initialize();
  real_layer = sqlite3_vfs_find(nullptr);
  static sqlite3_vfs layer = *real_layer;
  layer.zName = "faulty";
  layer.pNext = nullptr;
  layer.szOsFile = static_cast<int>(sizeof(File)) + real_layer->szOsFile;
  layer.xOpen = open_file;
  layer.xDelete = delete_file;
  layer.xAccess = access_file;
  sqlite3_vfs_register(&layer, 1);
}

}  // namespace parvis::faulty
