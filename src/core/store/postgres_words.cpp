#include "core/store/postgres_words.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "core/log/log.h"
#include "core/store/postgres_error.h"

namespace parvis::store {
namespace {

// A notice that was lost without the line being lost is noticed by whoever looks at the timeline this soon.
constexpr int kQuietMilliseconds = 2000;
constexpr auto kBetweenAttempts = std::chrono::milliseconds(300);
// More are forgotten only when a thousand processes took turns since.
constexpr std::size_t kMostRanges = 10'000;

struct FreeNotify {
  void operator()(PGnotify* notify) const { PQfreemem(notify); }
};

}  // namespace

std::string notice_channel(const PostgresAddress& address) { return "parvis_" + address.schema; }

std::vector<std::string> notices_of(std::int64_t writer, const std::vector<std::string>& words) {
  const auto head = std::to_string(writer);
  std::vector<std::string> notices;
  std::set<std::string_view> said;
  for (const auto& word : words) {
    if (head.size() + 1 + word.size() > kMaxNotice) throw Fault("a word is too long to be told");
    if (!said.insert(word).second) continue;
    if (notices.empty() || notices.back().size() + 1 + word.size() > kMaxNotice) notices.push_back(head);
    notices.back().append(1, '\n').append(word);
  }
  return notices;
}

std::optional<Notice> parse_notice(std::string_view payload) {
  Notice notice;
  const auto line = payload.substr(0, payload.find('\n'));
  const char* const end = line.data() + line.size();
  const auto number = std::from_chars(line.data(), end, notice.writer);
  if (number.ec != std::errc() || number.ptr != end) return std::nullopt;
  for (auto rest = payload.substr(line.size()); !rest.empty();) {
    rest.remove_prefix(1);
    const auto word = rest.substr(0, rest.find('\n'));
    notice.words.emplace_back(word);
    rest.remove_prefix(word.size());
  }
  return notice;
}

void OwnIds::add(std::int64_t after, std::int64_t last) {
  const std::lock_guard lock(mutex_);
  if (!ranges_.empty() && after <= ranges_.back().last) {
    ranges_.back().last = last;  // nobody wrote in between
    return;
  }
  ranges_.push_back({after, last});
  if (ranges_.size() > kMostRanges) ranges_.pop_front();
}

void OwnIds::drop_after(std::int64_t id) {
  const std::lock_guard lock(mutex_);
  while (!ranges_.empty() && ranges_.back().after >= id) ranges_.pop_back();
  if (!ranges_.empty()) ranges_.back().last = std::min(ranges_.back().last, id);
}

bool OwnIds::has(std::int64_t id) const {
  const std::lock_guard lock(mutex_);
  const auto range = std::ranges::lower_bound(ranges_, id, {}, &Range::last);
  return range != ranges_.end() && id > range->after;
}

PostgresLine::PostgresLine(PostgresAddress address, PostgresTimes times, std::int64_t writer, Ear ear)
    : address_(std::move(address)),
      times_(times),
      writer_(writer),
      ear_(std::move(ear)),
      wake_(::eventfd(0, EFD_CLOEXEC)),
      thread_([this](const std::stop_token& stop) { keep_listening(stop); }) {}

PostgresLine::~PostgresLine() {
  thread_.request_stop();
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(wake_, &one, sizeof one);
  thread_.join();
  ::close(wake_);
}

std::unique_ptr<PostgresConnection> PostgresLine::open() {
  auto connection = std::make_unique<PostgresConnection>(address_, times_);
  PQexitPipelineMode(connection->handle());
  connection->run_script("listen \"" + notice_channel(address_) + "\"");
  return connection;
}

void PostgresLine::keep_listening(const std::stop_token& stop) {
  std::unique_ptr<PostgresConnection> connection;
  while (!stop.stop_requested()) {
    try {
      if (!connection) {
        connection = open();
        up_ = true;
        pass_on({.missed = true});  // also the first time: something may have been said since the community was read
      }
      const bool something = wait(*connection);
      if (stop.stop_requested()) break;
      const auto heard = something ? take(*connection) : std::optional(Heard{});
      if (heard) pass_on(*heard);
    } catch (const std::exception& error) {
      if (up_.exchange(false)) log::warning("The line to the other nodes is down", {{"what", error.what()}});
      connection.reset();
      pass_on({});  // the timeline may be readable by another connection
      pollfd end{.fd = wake_, .events = POLLIN, .revents = 0};
      ::poll(&end, 1, static_cast<int>(kBetweenAttempts.count()));
    }
  }
  up_ = false;
}

// False when nothing came for a while.
bool PostgresLine::wait(PostgresConnection& connection) const {
  std::array<pollfd, 2> descriptors{{{.fd = PQsocket(connection.handle()), .events = POLLIN, .revents = 0},
                                     {.fd = wake_, .events = POLLIN, .revents = 0}}};
  return ::poll(descriptors.data(), descriptors.size(), kQuietMilliseconds) > 0;
}

std::optional<Heard> PostgresLine::take(PostgresConnection& connection) {
  auto* handle = connection.handle();
  if (PQconsumeInput(handle) == 0 || PQstatus(handle) != CONNECTION_OK) {
    throw Disconnected(first_line(PQerrorMessage(handle)));
  }
  Heard heard;
  while (const std::unique_ptr<PGnotify, FreeNotify> notify{PQnotifies(handle)}) {
    auto notice = parse_notice(notify->extra);
    if (!notice || notice->writer == writer_) continue;
    std::ranges::move(notice->words, std::back_inserter(heard.words));
  }
  if (heard.words.empty()) return std::nullopt;
  return heard;
}

void PostgresLine::pass_on(const Heard& heard) noexcept {
  try {
    ear_(heard);
  } catch (const std::exception& error) {
    log::warning("What another node said could not be followed", {{"what", error.what()}});
  }
}

}  // namespace parvis::store
