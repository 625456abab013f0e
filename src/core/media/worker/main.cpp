// The media process: reads one picture from its standard input, writes copies of it to its standard output, and ends.
// `parvis-media KIND SHAPE MEMORY SECONDS` is started by parvis (core/media/workshop.h) for each picture that somebody
// sends; `parvis-media probe` says what it can still do once it has confined itself.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

#include "core/media/worker/confinement.h"
#include "core/media/worker/maker.h"

namespace parvis::media {
namespace {

enum Code { done = 0, unusable = 2, unconfined = 3 };

std::optional<Shape> parse_shape(std::string_view name) {
  for (const auto shape : {Shape::words, Shape::face, Shape::cover}) {
    if (shape_name(shape) == name) return shape;
  }
  return std::nullopt;
}

// The whole input: a file of memory, or of a disk when somebody tries the program by hand.
std::optional<std::string_view> input() {
  const auto end = ::lseek(0, 0, SEEK_END);  // the filter leaves no stat
  if (end <= 0) return std::nullopt;
  const auto size = static_cast<std::size_t>(end);
  void* bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, 0, 0);
  if (bytes == MAP_FAILED) return std::nullopt;
  return std::string_view(static_cast<const char*>(bytes), size);
}

void write_all(std::string_view text) {
  while (!text.empty()) {
    const auto count = ::write(1, text.data(), text.size());
    if (count <= 0) std::_Exit(unusable);
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

void answer(const Outcome& outcome) {
  if (const auto* trouble = std::get_if<Trouble>(&outcome)) {
    std::fputs(why_not().c_str(), stderr);
    return write_all(*trouble == Trouble::too_large ? "refused too_large\n"
                     : *trouble == Trouble::unknown ? "refused unknown\n"
                                                    : "refused damaged\n");
  }
  const auto& picture = std::get<Picture>(outcome);
  const auto number = [](auto value) { return " " + std::to_string(value); };
  write_all("made" + number(picture.width) + number(picture.height) + number(picture.copies.size()) + "\n");
  for (const auto& copy : picture.copies) {
    write_all(copy.label + " " + copy.type + number(copy.width) + number(copy.height) + number(copy.bytes.size()) +
              "\n");
    write_all(copy.bytes);
  }
  write_all("end\n");
}

void say(const char* what, bool may) { std::printf("%s: %s\n", what, may ? "yes" : "no"); }

int probe() {
  if (!set_bounds({.memory_bytes = std::size_t{512} * 1024 * 1024, .processor_seconds = 5})) return unconfined;
  if (!begin_making("parvis-media", PictureKind::jpeg)) return unusable;
  const bool filtered = set_filter() == Filter::set;
  say("filtered", filtered);
  say("opens a file", ::open("/etc/passwd", O_RDONLY) >= 0);
  say("writes a file", ::open("parvis-media.probe", O_WRONLY | O_CREAT, 0600) >= 0);
  say("makes a socket", ::socket(AF_INET, SOCK_STREAM, 0) >= 0);
  say("starts a process", ::fork() >= 0);
  say("makes memory that runs",
      ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
  say("takes a gigabyte", std::malloc(std::size_t{1024} * 1024 * 1024) != nullptr);
  std::fflush(stdout);
  return done;
}

int work(const char* program, PictureKind kind, Shape shape, const Bounds& bounds) {
  // Without bounds nothing is read.
  if (!set_bounds(bounds)) return unconfined;
  if (!begin_making(program, kind)) return unusable;
  set_filter();
  const auto bytes = input();
  answer(bytes ? make_picture(*bytes, shape) : Outcome(Trouble::damaged));
  std::_Exit(done);  // what is left goes with the process
}

}  // namespace
}  // namespace parvis::media

int main(int count, char** words) {
  using namespace parvis::media;
  if (count == 2 && std::string_view(words[1]) == "probe") return probe();
  const auto kind = count == 5 ? parse_kind(words[1]) : std::nullopt;
  const auto shape = count == 5 ? parse_shape(words[2]) : std::nullopt;
  if (!kind || !shape) {
    std::fputs("parvis-media makes pictures for parvis, which starts it. By hand: parvis-media probe\n", stderr);
    return unusable;
  }
  return work(words[0], *kind, *shape,
              {.memory_bytes = std::strtoull(words[3], nullptr, 10),
               .processor_seconds = static_cast<unsigned>(std::strtoul(words[4], nullptr, 10))});
}
