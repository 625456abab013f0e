// The files of a dump: rows found in the file, parsed, read as what each may be.
#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "core/text/unicode.h"
#include "exchange/stackexchange/dump_file.h"
#include "exchange/stackexchange/dump_items.h"
#include "fuzz.h"

namespace {

using namespace parvis;

template <class Read>
void attempt(const exchange::DumpRow& row, Read&& read) {
  try {
    read(row);
  } catch (const exchange::RefusedRow&) {
  }
}

void read_row(std::string_view text) {
  try {
    const auto row = exchange::DumpRow::parse(text);
    attempt(row, exchange::read_user);
    attempt(row, exchange::read_tag);
    attempt(row, exchange::read_post);
    attempt(row, exchange::read_comment);
    attempt(row, exchange::read_vote);
    attempt(row, exchange::read_badge);
    attempt(row, exchange::read_link);
    attempt(row, exchange::read_history);
    attempt(row, [](const auto& one) { fuzz::demand(text::is_utf8(one.text("Title")), "a text is UTF-8"); });
  } catch (const exchange::RefusedRow&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const int memory = memfd_create("dump", 0);
  fuzz::demand(::ftruncate(memory, 0) == 0, "the file empties");
  fuzz::demand(::pwrite(memory, bytes, size, 0) == static_cast<ssize_t>(size), "the file is written");
  exchange::DumpFile file("/proc/self/fd/" + std::to_string(memory));
  while (const auto piece = file.next()) read_row(piece->text);
  return 0;
}
