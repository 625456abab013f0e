// Room on the disk that holds the database, and what is done when there is none. A ballast, a file of some megabytes
// beside the database, is given back when a write meets the end of the disk: from then on only what makes room or lets
// somebody in to make it (LastRoom) is written, everything else is refused before it begins, and reading goes on. As
// soon as there is room for the ballast again it is taken up, and writing goes on. No restart is needed.
// Any thread may ask and report; a thread of its own looks at the disk while it watches.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>

#include "core/store/store.h"

namespace parvis::store {

enum class Room { ample, low, none };

struct DiskRoomOptions {
  std::filesystem::path folder;       // of the database
  std::int64_t ballast_bytes = 0;     // 0: none is kept
  std::int64_t warn_below_bytes = 0;  // 0: no warning
  std::chrono::milliseconds look_every{2000};
};

class DiskRoom {
 public:
  // On a full disk gives the ballast back at once: opening the database needs a little room. Takes none up: whether
  // this folder is the right one is known when its database is open.
  explicit DiskRoom(DiskRoomOptions options);
  ~DiskRoom();
  DiskRoom(const DiskRoom&) = delete;
  DiskRoom& operator=(const DiskRoom&) = delete;

  Room room() const { return room_; }
  // A write met the end of the disk.
  void ran_out();
  // Asks the system how much is free and draws the conclusions. Called by the thread; tests call it themselves.
  void look();
  // Looks now and from then on.
  void watch();

 private:
  std::filesystem::path ballast_file() const { return options_.folder / "ballast"; }
  std::int64_t free_bytes() const;
  std::int64_t kept_ballast() const;
  bool take_up_ballast();
  void give_ballast_back();
  void enter(Room room, std::int64_t free);

  DiskRoomOptions options_;
  std::mutex mutex_;
  std::atomic<Room> room_{Room::ample};
  std::jthread watcher_;
};

// While one lives, the writes of this thread may use the last room: for deletions, and for signing in to delete.
class LastRoom {
 public:
  LastRoom();
  ~LastRoom();
  LastRoom(const LastRoom&) = delete;
  LastRoom& operator=(const LastRoom&) = delete;
};

// The store behind a guard that reports to `room` and refuses with DiskFull while there is none.
std::unique_ptr<Store> guard_room(std::unique_ptr<Store> store, std::unique_ptr<DiskRoom> room);
// As the guard of this store knows; ample without one.
Room room_for(const Store& store);
// Lets the guard watch from now on, where there is one.
void watch_room(Store& store);

}  // namespace parvis::store
