// A letter that comes in: read, cut and held for a report, whatever it holds.
#include "core/mail/incoming/incoming_letter.h"
#include "core/mail/incoming/reply_text.h"
#include "core/mail/incoming/report.h"
#include "core/text/unicode.h"
#include "fuzz.h"

namespace {

using namespace parvis;

std::size_t count_parts(const mail::LetterPart& part, std::size_t depth) {
  fuzz::demand(depth <= 8, "parts are not deep");
  std::size_t count = 1;
  for (const auto& inside : part.parts) count += count_parts(inside, depth + 1);
  return count;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto input = fuzz::text_of(bytes, size);
  const auto letter = mail::read_letter(input);
  if (!letter) return 0;
  fuzz::demand(count_parts(*letter, 0) <= 65, "parts are few");
  const auto words = mail::reply_text(*letter);
  fuzz::demand(text::is_utf8(words), "what is left is text");
  fuzz::demand(words.find('\0') == std::string::npos, "without NUL");
  mail::read_report(*letter);
  mail::is_automatic(*letter);
  for (const auto& place : mail::places_of(*letter, "reply.square.example")) {
    fuzz::demand(!place.empty(), "a place has a name");
  }
  for (const auto* part : mail::attachments(*letter)) {
    fuzz::demand(text::is_utf8(part->file_name()), "a file's name is text");
    fuzz::demand(part->file_name().find('/') == std::string::npos, "and no path");
  }
  return 0;
}
