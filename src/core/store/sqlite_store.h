// The store over SQLite: one writer thread (sqlite_writer.h), a pool of read-only connections (sqlite_readers.h).
// Usable from any thread. The caller owns the store; all reads and writes must have returned before it is destroyed.
#pragma once

#include <filesystem>
#include <memory>

#include "core/store/sqlite_connection.h"
#include "core/store/store.h"

namespace parvis::store {

struct SqliteOptions {
  std::filesystem::path path;        // of the database file, made when missing; its folder must exist
  int reader_connections = 8;        // as many as threads that read, so that each keeps a warm one
  int reader_cache_kib = 12 * 1024;  // what a search at a million posts comes back to
  int writer_cache_kib = 16384;
  Sync sync = Sync::full;
};

// Throws Fault when the file cannot be opened or is no database. Makes no table: see migrations.h.
std::unique_ptr<Store> open_sqlite(const SqliteOptions& options);

// A store for tests: a file of its own in memory (/dev/shm when there is one), without syncs, gone with the store.
// It behaves as a store on disk in all else.
std::unique_ptr<Store> open_memory_store();

}  // namespace parvis::store
