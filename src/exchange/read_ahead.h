// Batches read on a thread of their own, a few ahead of the one who takes them, so that reading and writing go on side
// by side and memory holds a few batches whatever the size of the file. The object owns the thread, on which `read` is
// called; `next` is called from one other thread.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace parvis::exchange {

template <class Batch>
class ReadAhead {
 public:
  using Read = std::function<std::optional<Batch>()>;  // nothing at the end

  static constexpr std::size_t kAhead = 2;

  // What `read` uses must live longer than this: make it a member that is declared before.
  explicit ReadAhead(Read read) : read_(std::move(read)), thread_([this] { read_all(); }) {}
  ~ReadAhead() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  // The next batch; nothing at the end. Throws what reading threw, once everything read before it is taken.
  std::optional<Batch> next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !ready_.empty() || finished_; });
    if (ready_.empty()) {
      if (error_) std::rethrow_exception(error_);
      return std::nullopt;
    }
    std::optional<Batch> batch(std::move(ready_.front()));
    ready_.pop_front();
    lock.unlock();
    changed_.notify_all();
    return batch;
  }

 private:
  void read_all() {
    std::exception_ptr error;
    try {
      while (auto batch = read_()) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return ready_.size() < kAhead || stopping_; });
        if (stopping_) return;
        ready_.push_back(std::move(*batch));
        lock.unlock();
        changed_.notify_all();
      }
    } catch (...) {
      error = std::current_exception();
    }
    const std::lock_guard lock(mutex_);
    error_ = error;
    finished_ = true;
    changed_.notify_all();
  }

  Read read_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> ready_;
  bool finished_ = false;
  bool stopping_ = false;
  std::exception_ptr error_;
  std::thread thread_;
};

}  // namespace parvis::exchange
