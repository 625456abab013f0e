// Memory that is refused, or never given back: SQLite's allocations through its own hooks, the program's through
// operator new. Of `new`, only what is asked for while a write runs fails (on the thread of the store): elsewhere the
// program makes no promise but to end.
#include "memory.h"

#include <pthread.h>
#include <sqlite3.h>

#include <cstdlib>
#include <cstring>
#include <new>

#include "nth_fault.h"
#include "orders.h"

namespace parvis::faulty {
namespace {

sqlite3_mem_methods real_memory;
bool hoards = false;
bool counts_new = false;

void* allocate(int size) { return fails_now("allocation") ? nullptr : real_memory.xMalloc(size); }
void* reallocate(void* old, int size) { return fails_now("allocation") ? nullptr : real_memory.xRealloc(old, size); }

bool on_the_writer() {
  thread_local int known = -1;
  if (known < 0) {
    char name[16] = "";
    pthread_getname_np(pthread_self(), name, sizeof(name));
    known = std::strcmp(name, "store-writer") == 0 ? 1 : 0;
  }
  return known == 1;
}

}  // namespace

void take_over_memory() {
  hoards = ordered("hoarding");
  counts_new = order("fail").value_or("").starts_with("new:");
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory);
  static sqlite3_mem_methods ours = real_memory;
  ours.xMalloc = allocate;
  ours.xRealloc = reallocate;
  sqlite3_config(SQLITE_CONFIG_MALLOC, &ours);
}

static void* new_bytes(std::size_t size) {
  if (counts_new && on_the_writer() && fails_now("new")) return nullptr;
  return std::malloc(size == 0 ? 1 : size);
}

static void give_back(void* bytes) {
  if (!hoards) std::free(bytes);
}

}  // namespace parvis::faulty

void* operator new(std::size_t size) {
  void* bytes = parvis::faulty::new_bytes(size);
  if (bytes == nullptr) throw std::bad_alloc();
  return bytes;
}
void operator delete(void* bytes) noexcept { parvis::faulty::give_back(bytes); }
void operator delete(void* bytes, std::size_t) noexcept { parvis::faulty::give_back(bytes); }
