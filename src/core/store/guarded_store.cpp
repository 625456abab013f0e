#include "core/store/disk_room.h"
#include "core/store/emptied_log.h"

namespace parvis::store {
namespace {

thread_local int last_rooms = 0;

class GuardedStore : public Store, public KeepsLog {
 public:
  GuardedStore(std::unique_ptr<Store> store, std::unique_ptr<DiskRoom> room)
      : room_(std::move(room)), store_(std::move(store)) {}

  Figures figures() const override { return store_->figures(); }
  Room room() const { return room_->room(); }
  void watch() { room_->watch(); }
  void empty_own_log() override { empty_log(*store_); }

 protected:
  void run_read(const std::function<void(Reader&)>& action) override { store_->read(action); }

  void run_write(const std::function<void(Transaction&)>& action) override {
    if (last_rooms > 0) return write_in_last_room(action);
    if (room_->room() == Room::none) throw DiskFull("there is no room on the disk");
    try {
      store_->write(action);
    } catch (const DiskFull&) {
      room_->ran_out();
      throw;
    }
  }

 private:
  // The first to meet the end of the disk gets the ballast's room at once.
  void write_in_last_room(const std::function<void(Transaction&)>& action) {
    const bool had_ballast = room_->room() != Room::none;
    try {
      return store_->write(action);
    } catch (const DiskFull&) {
      room_->ran_out();
      if (!had_ballast) throw;
    }
    store_->write(action);
  }

  std::unique_ptr<DiskRoom> room_;
  std::unique_ptr<Store> store_;
};

}  // namespace

LastRoom::LastRoom() { ++last_rooms; }
LastRoom::~LastRoom() { --last_rooms; }

std::unique_ptr<Store> guard_room(std::unique_ptr<Store> store, std::unique_ptr<DiskRoom> room) {
  return std::make_unique<GuardedStore>(std::move(store), std::move(room));
}

void watch_room(Store& store) {
  if (auto* guarded = dynamic_cast<GuardedStore*>(&store)) guarded->watch();
}

Room room_for(const Store& store) {
  const auto* guarded = dynamic_cast<const GuardedStore*>(&store);
  return guarded == nullptr ? Room::ample : guarded->room();
}

}  // namespace parvis::store
