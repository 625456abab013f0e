#include "app/readiness.h"

#include <atomic>

#include "app/files_reach.h"
#include "core/log/log.h"
#include "core/store/condition.h"
#include "core/store/disk_room.h"
#include "core/store/migrations.h"

namespace parvis::app {
namespace {

std::atomic<bool> end_announced{false};

constexpr store::Sql kVersion{"select coalesce(max(version), 0) from schema_version"};

// Of what this program carries; it does not change while it runs.
int carried_version(store::Store& store) {
  static const int version = store.read([](store::Reader& reader) {
    const auto carried = store::carried_migrations(reader.connection().database());
    return carried.empty() ? 0 : carried.back().version;
  });
  return version;
}

std::optional<std::string> why_not(community::Community& community) {
  auto& store = community.store();
  if (end_announced) return "the program is about to end";
  const int there = store.read([](store::Reader& reader) { return reader.one<int>(kVersion).value_or(0); });
  if (there != carried_version(store)) return "the database is of another version than the program";
  if (!store.read(store::takes_writes)) return "the database cannot be written to";
  if (store::room_for(store) == store::Room::none) return "the disk is full";
  if (files_are_out_of_reach()) return "the store of files does not answer";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> why_not_ready(community::Community& community) {
  try {
    return why_not(community);
  } catch (const std::exception& fault) {
    log::error("The database does not answer", {{"what", fault.what()}});
    return "the database does not answer";
  }
}

void announce_end() { end_announced = true; }
void take_back_end() { end_announced = false; }

}  // namespace parvis::app
