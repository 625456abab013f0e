#include "core/media/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <utility>

namespace parvis::media {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }
  int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_;
};

// The bytes as a file that stands on no disk and cannot be changed any more.
Descriptor in_memory(std::string_view bytes) {
  Descriptor file(::memfd_create("picture", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  for (std::size_t written = 0; file && written < bytes.size();) {
    const auto count = ::write(file.number(), bytes.data() + written, bytes.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return Descriptor();
    written += static_cast<std::size_t>(count);
  }
  if (file) ::lseek(file.number(), 0, SEEK_SET);
  if (file) ::fcntl(file.number(), F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL);
  return file;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (const auto& text : texts) all.push_back(const_cast<char*>(text.c_str()));
  all.push_back(nullptr);
  return all;
}

// This program blocks and ignores signals; that one begins as any program does.
class Start {
 public:
  Start(int input, int output) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_adddup2(&actions_, input, 0);
    ::posix_spawn_file_actions_adddup2(&actions_, output, 1);
    ::posix_spawn_file_actions_addopen(&actions_, 2, "/dev/null", O_WRONLY, 0);
    ::posix_spawnattr_init(&attributes_);
    sigset_t none, all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setsigdefault(&attributes_, &all);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~Start() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  Start(const Start&) = delete;
  Start& operator=(const Start&) = delete;

  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

using Clock = std::chrono::steady_clock;

Ran::End read_until(int from, Clock::time_point until, std::size_t most, std::string& output) {
  std::vector<char> piece(64 * 1024);
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    if (left <= 0) return Ran::End::too_slow;
    pollfd waiting{.fd = from, .events = POLLIN, .revents = 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(left));
    if (ready == 0) return Ran::End::too_slow;
    if (ready < 0 && errno == EINTR) continue;
    const auto count = ::read(from, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return Ran::End::whole;
    if (output.size() + static_cast<std::size_t>(count) > most) return Ran::End::too_much;
    output.append(piece.data(), static_cast<std::size_t>(count));
  }
}

// Whether it ends by itself until then.
bool ends_by_itself(pid_t process, Clock::time_point until) {
  constexpr int kLook = 5;  // milliseconds: who closed its output has nothing left to do
  while (true) {
    siginfo_t about{};
    const int looked = ::waitid(P_PID, static_cast<id_t>(process), &about, WEXITED | WNOHANG | WNOWAIT);
    if (looked < 0 && errno != EINTR) return true;  // there is nobody to wait for
    if (looked == 0 && about.si_pid == process) return true;
    if (Clock::now() >= until) return false;
    ::poll(nullptr, 0, kLook);
  }
}

// Who ends its output ends soon; who does not in time is ended.
int end_of(pid_t process, Ran::End& end, Clock::time_point until) {
  if (end == Ran::End::whole && !ends_by_itself(process, until)) end = Ran::End::too_slow;
  if (end != Ran::End::whole) ::kill(process, SIGKILL);
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

Ran run_process(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                const std::vector<std::string>& environment, std::string_view input, std::chrono::milliseconds time,
                std::size_t most_output) {
  Ran ran{.end = Ran::End::not_started};
  const auto file = in_memory(input);
  int ends[2] = {-1, -1};
  if (!file || ::pipe2(ends, O_CLOEXEC) != 0) return ran;
  const Descriptor reading(ends[0]);
  Descriptor writing(ends[1]);
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  const auto argv = pointers(words), envp = pointers(environment);
  const auto until = Clock::now() + time;
  pid_t process = 0;
  {
    const Start start(file.number(), writing.number());
    if (::posix_spawn(&process, program.c_str(), start.actions(), start.attributes(), argv.data(), envp.data()) != 0) {
      return ran;
    }
  }
  writing.close();
  ran.end = read_until(reading.number(), until, most_output, ran.output);
  ran.status = end_of(process, ran.end, until);
  return ran;
}

}  // namespace parvis::media
