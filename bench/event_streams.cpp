// How fast a reply reaches everybody who reads its thread: `bench_streams PORT THREAD TOKEN STREAMS REPLIES`. Opens so
// many event streams of one thread, from loopback addresses enough for the server's limit for each of them, in several
// processes, each with descriptors of its own. Then posts one reply after the other through the API and notes when each
// stream has it. Prints one line of JSON, times in milliseconds from the sending of the reply.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

constexpr int kPerAddress = 200;  // the server takes 256 from one
constexpr int kPerProcess = 9'000;
constexpr int kPerWave = 500;  // at once: the queue of connections to be accepted is 4,096 long
constexpr auto kGiveUpAfter = std::chrono::seconds(20);
constexpr std::string_view kMark = "event: post\n";

double now_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// In memory shared with the children: how far they are, and when each stream had each reply.
struct Board {
  std::atomic<int> open{0};
  std::atomic<int> lost{0};
  std::atomic<bool> over{false};
};

struct Options {
  std::uint16_t port = 0;
  std::string thread, token;
  int streams = 0;
  int replies = 0;
};

template <class T>
T* shared(std::size_t count) {
  void* at = mmap(nullptr, sizeof(T) * count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (at == MAP_FAILED) throw std::runtime_error("no shared memory");
  return static_cast<T*>(at);
}

sockaddr_in loopback(std::uint16_t port, std::uint32_t last_three) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl((127U << 24) | last_three);
  return address;
}

int connect_from(std::uint32_t source, std::uint16_t port) {
  const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (made < 0) throw std::runtime_error("no descriptor is left");
  const int late = 1;  // the port is chosen when the other end is known, so that it need be free for that pair only
  setsockopt(made, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &late, sizeof late);
  const auto from = loopback(0, source);
  const auto to = loopback(port, 1);
  if (bind(made, reinterpret_cast<const sockaddr*>(&from), sizeof from) != 0 ||
      connect(made, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
    throw std::runtime_error("the server cannot be reached");
  }
  return made;
}

void send_all(int to, std::string_view text) {
  while (!text.empty()) {
    const auto sent = send(to, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent <= 0) throw std::runtime_error("the server takes nothing");
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
}

struct Stream {
  int socket = -1;
  int heard = 0;         // replies
  bool open = false;     // the head of the answer has come
  std::string unparsed;  // too short to tell yet
};

// One process's share of the streams.
class Readers {
 public:
  Readers(const Options& options, Board& board, std::span<double> times, int first, int count)
      : options_(options), board_(board), times_(times), first_(first), streams_(static_cast<std::size_t>(count)) {}

  void run() {
    const auto request = "GET /live?thread=" + options_.thread + " HTTP/1.1\r\nHost: square.example\r\n\r\n";
    for (std::size_t i = 0; i < streams_.size(); ++i) {
      const auto number = static_cast<std::uint32_t>(first_) + static_cast<std::uint32_t>(i);
      auto& stream = streams_[i];
      stream.socket = connect_from(2 + number / kPerAddress, options_.port);
      send_all(stream.socket, request);
      fcntl(stream.socket, F_SETFL, O_NONBLOCK);
      epoll_event wanted{.events = EPOLLIN, .data = {.u64 = i}};
      epoll_ctl(queue_, EPOLL_CTL_ADD, stream.socket, &wanted);
      if (i % kPerWave == 0) hear(0);
    }
    while (!board_.over) hear(50);
  }

 private:
  void hear(int wait) {
    std::array<epoll_event, 512> ready;
    const int count = epoll_wait(queue_, ready.data(), ready.size(), wait);
    for (int i = 0; i < count; ++i) read(ready[static_cast<std::size_t>(i)].data.u64);
  }

  void read(std::size_t number) {
    auto& stream = streams_[number];
    std::array<char, 4096> bytes;
    const auto got = recv(stream.socket, bytes.data(), bytes.size(), 0);
    if (got <= 0) {
      ++board_.lost;
      epoll_ctl(queue_, EPOLL_CTL_DEL, stream.socket, nullptr);
      return;
    }
    stream.unparsed.append(bytes.data(), static_cast<std::size_t>(got));
    if (!stream.open) {
      const auto end = stream.unparsed.find("\r\n\r\n");
      if (end == std::string::npos) return;
      stream.open = true;
      stream.unparsed.starts_with("HTTP/1.1 200") ? ++board_.open : ++board_.lost;
      stream.unparsed.erase(0, end + 4);
    }
    for (auto at = stream.unparsed.find(kMark); at != std::string::npos; at = stream.unparsed.find(kMark)) {
      stream.unparsed.erase(0, at + kMark.size());
      if (stream.heard < options_.replies) time_of(number, stream.heard++) = now_ms();
    }
    if (stream.unparsed.size() > kMark.size()) stream.unparsed.erase(0, stream.unparsed.size() - kMark.size());
  }

  double& time_of(std::size_t stream, int reply) {
    return times_[static_cast<std::size_t>(reply) * static_cast<std::size_t>(options_.streams) +
                  static_cast<std::size_t>(first_) + stream];
  }

  const Options& options_;
  Board& board_;
  std::span<double> times_;
  int first_;
  int queue_ = epoll_create1(EPOLL_CLOEXEC);
  std::vector<Stream> streams_;
};

// Posts and answers when the server has said that it is durable.
double post_reply(int connection, const Options& options, int number) {
  const std::string body = R"({"body":"Reply )" + std::to_string(number) + R"( to everybody."})";
  send_all(connection, "POST /api/v1/threads/" + options.thread +
                           "/posts HTTP/1.1\r\nHost: square.example\r\nAuthorization: Bearer " + options.token +
                           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
                           "\r\n\r\n" + body);
  std::array<char, 16384> bytes;
  const auto got = recv(connection, bytes.data(), bytes.size(), 0);
  const auto acknowledged = now_ms();
  const std::string_view answer(bytes.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
  if (!answer.starts_with("HTTP/1.1 201")) throw std::runtime_error("a reply was refused: " + std::string(answer));
  return acknowledged;
}

bool all_have(std::span<const double> times) {
  return std::ranges::all_of(times, [](double time) { return time != 0; });
}

// Waits until every stream has the reply, and describes it.
std::string describe(std::span<const double> times, double sent, double acknowledged) {
  const auto until = std::chrono::steady_clock::now() + kGiveUpAfter;
  while (!all_have(times) && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  std::vector<double> heard;
  for (const double time : times) {
    if (time != 0) heard.push_back(time - sent);
  }
  std::ranges::sort(heard);
  const auto part = [&](double share) {
    return heard.empty() ? 0 : heard[static_cast<std::size_t>(share * static_cast<double>(heard.size() - 1))];
  };
  std::array<char, 200> text;
  std::snprintf(text.data(), text.size(),
                R"({"reached":%zu,"acknowledged":%.1f,"first":%.1f,"median":%.1f,"last":%.1f})", heard.size(),
                acknowledged - sent, part(0), part(0.5), part(1));
  return text.data();
}

void wait_until_open(const Board& board, int streams) {
  for (int before = -1; board.open + board.lost < streams;) {
    std::this_thread::sleep_for(kGiveUpAfter / 20);
    if (board.open == before && board.lost > 0) break;
    before = board.open;
  }
}

void measure(const Options& options) {
  auto& board = *new (shared<Board>(1)) Board;
  const auto of_reply = static_cast<std::size_t>(options.streams);
  const std::span times(shared<double>(of_reply * static_cast<std::size_t>(options.replies)),
                        of_reply * static_cast<std::size_t>(options.replies));
  std::vector<pid_t> children;
  for (int first = 0; first < options.streams; first += kPerProcess) {
    const int count = std::min(kPerProcess, options.streams - first);
    const auto child = fork();
    if (child != 0) {
      children.push_back(child);
      continue;
    }
    try {
      Readers(options, board, times, first, count).run();
    } catch (const std::exception& fault) {
      std::fprintf(stderr, "bench_streams: %s\n", fault.what());
      board.lost += count;
    }
    _exit(0);
  }
  wait_until_open(board, options.streams);
  std::printf("{\"open\":%d}\n", board.open.load());
  std::fflush(stdout);
  std::getchar();  // whoever started this looks at the server's memory
  std::string replies;
  const int connection = connect_from(1, options.port);
  for (int reply = 0; reply < options.replies; ++reply) {
    const auto sent = now_ms();
    const auto acknowledged = post_reply(connection, options, reply);
    if (reply > 0) replies += ',';
    replies += describe(times.subspan(static_cast<std::size_t>(reply) * of_reply, of_reply), sent, acknowledged);
  }
  std::printf("{\"open\":%d,\"lost\":%d,\"replies\":[%s]}\n", board.open.load(), board.lost.load(), replies.c_str());
  std::fflush(stdout);
  std::getchar();
  board.over = true;
  for (const auto child : children) waitpid(child, nullptr, 0);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) {
    std::fprintf(stderr, "usage: bench_streams PORT THREAD TOKEN STREAMS REPLIES\n");
    return 2;
  }
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  try {
    measure({.port = static_cast<std::uint16_t>(std::atoi(argv[1])),
             .thread = argv[2],
             .token = argv[3],
             .streams = std::atoi(argv[4]),
             .replies = std::atoi(argv[5])});
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "bench_streams: %s\n", fault.what());
    return 1;
  }
}
