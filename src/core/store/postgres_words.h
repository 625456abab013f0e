// The words of words.h over LISTEN and NOTIFY: how they travel, who said them, and the connection that listens. A
// notice is a random number of the process, then each word on a line of its own.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/store/postgres_connection.h"
#include "core/store/words.h"

namespace parvis::store {

// What NOTIFY takes, less a little.
inline constexpr std::size_t kMaxNotice = 7900;

std::string notice_channel(const PostgresAddress& address);
// As few notices as hold the words, each word once; a word longer than a notice is a Fault.
std::vector<std::string> notices_of(std::int64_t writer, const std::vector<std::string>& words);

struct Notice {
  std::int64_t writer = 0;
  std::vector<std::string> words;
};
std::optional<Notice> parse_notice(std::string_view payload);

// Which identifiers this process made, of those committed lately. Between the greatest identifier that others left when
// a turn began and the last of that turn, all are its own. Thread safe.
class OwnIds {
 public:
  void add(std::int64_t after, std::int64_t last);
  // Those after it are nobody's any more: nobody here knows whether they were committed.
  void drop_after(std::int64_t id);
  bool has(std::int64_t id) const;

 private:
  struct Range {
    std::int64_t after, last;
  };
  mutable std::mutex mutex_;
  std::deque<Range> ranges_;
};

// A thread that listens on a connection of its own, and opens it anew when it is lost.
class PostgresLine : public Line {
 public:
  PostgresLine(PostgresAddress address, PostgresTimes times, std::int64_t writer, Ear ear);
  ~PostgresLine() override;
  bool is_up() const override { return up_; }

 private:
  void keep_listening(const std::stop_token& stop);
  std::unique_ptr<PostgresConnection> open();
  bool wait(PostgresConnection& connection) const;
  std::optional<Heard> take(PostgresConnection& connection);
  void pass_on(const Heard& heard) noexcept;

  PostgresAddress address_;
  PostgresTimes times_;
  std::int64_t writer_;
  Ear ear_;
  int wake_;  // an eventfd: the end
  std::atomic<bool> up_{false};
  std::jthread thread_;
};

}  // namespace parvis::store
