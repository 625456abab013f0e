// Functions of the program's surroundings that the linker lets through here first (--wrap in CMakeLists.txt).
#include <signal.h>
#include <sqlite3.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>

#include "disk_layer.h"
#include "orders.h"

using namespace parvis::faulty;

extern "C" {

int __real_sqlite3_exec(sqlite3*, const char*, sqlite3_callback, void*, char**);
int __wrap_sqlite3_exec(sqlite3* database, const char* sql, sqlite3_callback row, void* with, char** error) {
  if (ordered("normal") && std::strcmp(sql, "pragma synchronous = full") == 0) sql = "pragma synchronous = normal";
  if (ordered("remembers") && std::strcmp(sql, "pragma secure_delete = on") == 0) sql = "pragma secure_delete = off";
  return __real_sqlite3_exec(database, sql, row, with, error);
}

sqlite3_backup* __real_sqlite3_backup_init(sqlite3*, const char*, sqlite3*, const char*);
sqlite3_backup* __wrap_sqlite3_backup_init(sqlite3* to, const char* as, sqlite3* from, const char* what) {
  if (ordered("filecopy")) {
    std::ifstream file(sqlite3_db_filename(from, "main"), std::ios::binary);
    std::ofstream(sqlite3_db_filename(to, "main"), std::ios::binary) << file.rdbuf();
  }
  return __real_sqlite3_backup_init(to, as, from, what);
}

int __real_sqlite3_backup_step(sqlite3_backup*, int);
int __wrap_sqlite3_backup_step(sqlite3_backup* backup, int pages) {
  return ordered("filecopy") ? SQLITE_DONE : __real_sqlite3_backup_step(backup, pages);
}

int __real_sqlite3_wal_checkpoint_v2(sqlite3*, const char*, int, int*, int*);
int __wrap_sqlite3_wal_checkpoint_v2(sqlite3* database, const char* name, int mode, int* frames, int* taken) {
  return ordered("longlog") ? SQLITE_OK : __real_sqlite3_wal_checkpoint_v2(database, name, mode, frames, taken);
}

int __real_sigwait(const sigset_t*, int*);
int __wrap_sigwait(const sigset_t* set, int* signal) {
  const int code = __real_sigwait(set, signal);
  if (ordered("hasty")) _exit(0);
  return code;
}

int __real_statvfs(const char*, struct statvfs*);
int __wrap_statvfs(const char* path, struct statvfs* answer) {
  const int code = __real_statvfs(path, answer);
  if (code != 0 || !ordered("room") || ordered("blind")) return code;
  const auto left = room_left() > 0 ? room_left() : 0;
  answer->f_bavail = answer->f_bfree = static_cast<fsblkcnt_t>(left) / answer->f_frsize;
  return code;
}

// Takes the place of the system library's for the libraries too.
int clock_gettime(clockid_t which, timespec* answer) noexcept {
  const auto code = static_cast<int>(syscall(SYS_clock_gettime, which, answer));
  static const auto file = order("clock");
  if (code != 0 || !file || which != CLOCK_REALTIME) return code;
  long off = 0;
  std::ifstream(*file) >> off;
  answer->tv_sec += off;
  return code;
}
}
